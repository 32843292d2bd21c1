package io.framecount.counter.verify;

import io.framecount.counter.combine.GroupProgress;
import io.framecount.counter.combine.Tally;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What one look at a count found. What lies between the two looks at its progress is exact only if
 * nothing was committed meanwhile.
 *
 * @param before progress of the combiners, before all else was read
 * @param after the same, after
 * @param still whether neither combiners nor mergers committed anything meanwhile, and no late
 *     frame was taken into its window
 * @param members counters that are at work
 * @param lag by partition, offsets between what is counted and the end
 * @param windows results in the output
 * @param merged frames in the results, by size of window
 * @param unmerged frames in increments that no result has yet, by size of window
 * @param late frames that came after their window's state was given up and are in no result, by
 *     size of window
 * @param letters records set aside that are in the dead-letter topic
 * @param allLetters whether none has been deleted there, so that the number must fit
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
    long letters,
    boolean allLetters) {

  /** What was counted when the look began. */
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

  /** Frames that are there for windows of this size, wherever they are. */
  long frames(String size) {
    return taken(size) + unmerged.getOrDefault(size, 0L);
  }

  long lagSum() {
    return lag.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The tallies in the order of the partitions. */
  Map<Integer, Tally> byPartition() {
    Map<Integer, Tally> sorted = new TreeMap<>();
    before.tallies().forEach((partition, tally) -> sorted.put(partition.partition(), tally));
    return sorted;
  }
}
