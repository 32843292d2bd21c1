package io.framecount.counter.combine;

import io.framecount.counter.progress.OffsetNote;
import io.framecount.counter.progress.Origin;
import io.framecount.counter.progress.SettingsNote;
import io.framecount.counter.progress.Tally;
import io.framecount.counter.progress.Tally.Gap;
import io.framecount.counter.time.RecentTimes;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Uuid;

/** Progress of one partition, committed and not yet committed. Not thread-safe. */
final class PartitionProgress {
  private static final long NOWHERE = -1;

  private final Tally committed;
  private final OffsetAndMetadata known;
  private final RecentTimes recentTimes;
  private Origin origin;
  private OffsetAndMetadata next;
  private long read;
  private long counted;
  private long setAside;
  private Gap missing = Gap.NONE;
  private Gap cutOff = Gap.NONE;
  private final Map<String, long[]> passedOver = new TreeMap<>();

  private PartitionProgress(
      Tally committed, OffsetAndMetadata known, RecentTimes recentTimes, Origin origin) {
    this.committed = committed;
    this.known = known;
    this.recentTimes = recentTimes;
    this.origin = origin;
  }

  /**
   * Continues from the offset that the group has committed.
   *
   * @param offset the committed offset, or null
   * @param topic the id of the topic, for offsets whose note has none
   */
  static PartitionProgress of(OffsetAndMetadata offset, Uuid topic) {
    Origin unknown = new Origin(topic, Origin.UNKNOWN);
    if (offset == null) {
      return new PartitionProgress(Tally.NONE, null, new RecentTimes(), unknown);
    }
    OffsetNote note = OffsetNote.of(offset);
    return new PartitionProgress(
        note.tally().orElse(Tally.NONE), offset, note.recentTimes(), note.origin().orElse(unknown));
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

  /** Starts to count the partition at this offset. */
  void begin(long offset) {
    origin = new Origin(origin.topic(), offset);
    next = new OffsetAndMetadata(offset);
  }

  /** Notes that the next offsets were deleted, and moves past them. */
  void skip(Gap gap) {
    missing = missing.plus(gap);
    next = new OffsetAndMetadata(gap.last() + 1);
  }

  /** Notes that the topic lost the last offsets that were read, and moves back before them. */
  void cutOff(Gap gap) {
    cutOff = cutOff.plus(gap);
    next = new OffsetAndMetadata(gap.first());
  }

  /** Counts a record of another type that was passed over. */
  void passOver(String type) {
    passedOver.computeIfAbsent(type, t -> new long[1])[0]++;
  }

  /** Records the position after the last record read. */
  void advance(OffsetAndMetadata offset) {
    next = offset;
  }

  /** Offset of the next frame; negative if nothing is known yet. */
  long position() {
    return next == null ? committedOffset() : next.offset();
  }

  /**
   * Returns whether the position moved since the last commit, even if only past transaction
   * markers.
   */
  boolean moved() {
    return position() != committedOffset();
  }

  /** Returns the frames that are not yet committed. */
  Tally fresh() {
    SortedMap<String, Long> types = new TreeMap<>();
    passedOver.forEach((type, records) -> types.put(type, records[0]));
    return new Tally(read, counted, setAside, missing, cutOff, types);
  }

  /** Returns the offset and note to commit; must not be called while no position is known. */
  OffsetAndMetadata toCommit(SettingsNote settings) {
    OffsetAndMetadata at = next == null ? known : next;
    String metadata = OffsetNote.write(committed.plus(fresh()), settings, origin, recentTimes);
    return new OffsetAndMetadata(at.offset(), at.leaderEpoch(), metadata);
  }

  private long committedOffset() {
    return known == null ? NOWHERE : known.offset();
  }
}
