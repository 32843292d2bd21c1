package io.framecount.counter.combine;

import io.framecount.counter.time.RecentTimes;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** How far one partition is counted, committed and not yet committed. Not thread-safe. */
final class Account {
  private static final long NOWHERE = -1;

  private final Tally committed;
  private final OffsetAndMetadata known;
  private final RecentTimes recentTimes;
  private OffsetAndMetadata next;
  private long read;
  private long counted;
  private long setAside;

  private Account(Tally committed, OffsetAndMetadata known, RecentTimes recentTimes) {
    this.committed = committed;
    this.known = known;
    this.recentTimes = recentTimes;
  }

  /**
   * Continues from what the group has committed.
   *
   * @param offset null if it never has
   */
  static Account of(OffsetAndMetadata offset) {
    if (offset == null) {
      return new Account(Tally.NONE, null, new RecentTimes());
    }
    Tally tally = Tally.ofMetadata(offset.metadata()).orElse(Tally.NONE);
    return new Account(tally, offset, RecentTimes.of(offset.metadata()));
  }

  RecentTimes recentTimes() {
    return recentTimes;
  }

  void read(int frames) {
    read += frames;
  }

  void count(int frames) {
    counted += frames;
  }

  void setAside() {
    setAside++;
  }

  /** Says that all before this offset was read. */
  void advance(OffsetAndMetadata offset) {
    next = offset;
  }

  /** Offset of the next frame; negative if nothing is known yet. */
  long position() {
    return next == null ? committedOffset() : next.offset();
  }

  /** Whether there is something to commit, if only that transaction markers were passed. */
  boolean moved() {
    return position() != committedOffset();
  }

  /** Not yet committed. */
  Tally fresh() {
    return new Tally(read, counted, setAside);
  }

  /** What to commit, with the settings that were counted by; not if nothing is known yet. */
  OffsetAndMetadata toCommit(SettingsNote settings) {
    OffsetAndMetadata at = next == null ? known : next;
    String metadata =
        String.join(
            " ", committed.plus(fresh()).toMetadata(), settings.toText(), recentTimes.toText());
    return new OffsetAndMetadata(at.offset(), at.leaderEpoch(), metadata);
  }

  private long committedOffset() {
    return known == null ? NOWHERE : known.offset();
  }
}
