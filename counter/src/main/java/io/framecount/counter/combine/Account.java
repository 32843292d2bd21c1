package io.framecount.counter.combine;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** How far one partition is counted, committed and not yet committed. Not thread-safe. */
final class Account {
  private static final long NOWHERE = -1;

  private final Tally committed;
  private final long committedOffset;
  private OffsetAndMetadata next;
  private long read;
  private long counted;
  private long setAside;

  private Account(Tally committed, long committedOffset) {
    this.committed = committed;
    this.committedOffset = committedOffset;
  }

  /**
   * Continues from what the group has committed.
   *
   * @param offset null if it never has
   */
  static Account of(OffsetAndMetadata offset) {
    return offset == null
        ? new Account(Tally.NONE, NOWHERE)
        : new Account(Tally.ofMetadata(offset.metadata()).orElse(Tally.NONE), offset.offset());
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
    return next == null ? committedOffset : next.offset();
  }

  /** Whether there is something to commit, if only that transaction markers were passed. */
  boolean moved() {
    return position() != committedOffset;
  }

  /** Not yet committed. */
  Tally fresh() {
    return new Tally(read, counted, setAside);
  }

  /** What to commit, with the settings that were counted by. */
  OffsetAndMetadata toCommit(SettingsNote settings) {
    String metadata = committed.plus(fresh()).toMetadata() + " " + settings.toText();
    return new OffsetAndMetadata(next.offset(), next.leaderEpoch(), metadata);
  }
}
