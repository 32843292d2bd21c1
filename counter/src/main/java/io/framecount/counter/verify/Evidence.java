package io.framecount.counter.verify;

import io.framecount.counter.progress.GroupProgress;
import io.framecount.counter.progress.Tally;
import io.framecount.counter.progress.Tally.Gap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * The evidence of one look at a count. The figures are exact only if nothing was committed while
 * they were read.
 *
 * @param before progress of the combiners before the other figures were read
 * @param after their progress afterwards
 * @param still whether neither combiners nor mergers committed anything meanwhile, and no late
 *     frame was taken into its window
 * @param members running combiners
 * @param lag by partition, offsets between what is counted and the end
 * @param windows rows in the output
 * @param merged frames in the rows, by size of window
 * @param unmerged frames in partials that no row has yet, by size of window
 * @param late frames that came after their window's state was dropped and are in no row, by size of
 *     window
 * @param deadLetters records set aside that are in the dead-letter topic
 * @param allDeadLetters whether no dead letter was deleted, so that the number must match
 * @param source the topic of the frames as it is now
 */
record Evidence(
    GroupProgress before,
    GroupProgress after,
    boolean still,
    int members,
    Map<TopicPartition, Long> lag,
    long windows,
    Map<String, Long> merged,
    Map<String, Long> unmerged,
    Map<String, Long> late,
    long deadLetters,
    boolean allDeadLetters,
    Source source) {

  /**
   * The topic of the frames after all else was read.
   *
   * @param id of the topic
   * @param compacted whether it may lose frames without a trace
   * @param first by partition, offset of the oldest record
   * @param end by partition, offset after the newest record
   */
  record Source(
      Uuid id, boolean compacted, Map<TopicPartition, Long> first, Map<TopicPartition, Long> end) {}

  /** Returns what was counted when the look began. */
  Tally tally() {
    return before.tally();
  }

  Set<String> sizes() {
    Set<String> sizes = new HashSet<>(merged.keySet());
    sizes.addAll(unmerged.keySet());
    sizes.addAll(late.keySet());
    return sizes;
  }

  /** Frames that mergers have put into windows of this size, or into the late topic. */
  long taken(String size) {
    return merged.getOrDefault(size, 0L) + late.getOrDefault(size, 0L);
  }

  /** Returns all frames for windows of this size: in rows, late, or not merged yet. */
  long frames(String size) {
    return taken(size) + unmerged.getOrDefault(size, 0L);
  }

  long lagSum() {
    return lag.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Returns offsets that were deleted before they were counted, and that no counter has noted yet.
   * A running counter may have read them and be about to commit.
   */
  Map<TopicPartition, Gap> deleted() {
    return madeAgain() ? Map.of() : after.behind(source.first());
  }

  /**
   * Returns counted offsets that lie beyond the end of the topic, and that no counter has noted
   * yet.
   */
  Map<TopicPartition, Gap> beyond() {
    return madeAgain() ? Map.of() : before.beyond(source.end());
  }

  /** Returns whether the topic was deleted and made again since it was counted. */
  boolean madeAgain() {
    return before.isOfAnother(source.id());
  }

  /** Offsets of a partition that were not there when they were to be counted. */
  long missing(int partition) {
    return of(partition, before.tallies(), tally -> tally.missing().offsets())
        + of(partition, deleted(), Gap::offsets);
  }

  long missingSum() {
    return before.tally().missing().offsets()
        + deleted().values().stream().mapToLong(Gap::offsets).sum();
  }

  /** Offset from which on a partition is counted; negative if that is not known. */
  long from(int partition) {
    return before.origins().entrySet().stream()
        .filter(entry -> entry.getKey().partition() == partition)
        .mapToLong(entry -> entry.getValue().from())
        .findFirst()
        .orElse(-1);
  }

  private static <T> long of(
      int partition, Map<TopicPartition, T> each, ToLongFunction<T> offsets) {
    return each.entrySet().stream()
        .filter(entry -> entry.getKey().partition() == partition)
        .mapToLong(entry -> offsets.applyAsLong(entry.getValue()))
        .sum();
  }

  /** The tallies in the order of the partitions. */
  Map<Integer, Tally> byPartition() {
    Map<Integer, Tally> sorted = new TreeMap<>();
    before.tallies().forEach((partition, tally) -> sorted.put(partition.partition(), tally));
    return sorted;
  }
}
