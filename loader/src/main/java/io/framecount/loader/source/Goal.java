package io.framecount.loader.source;

import io.framecount.common.kafka.TopicEnd;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** The offsets up to which to load, by whichever run. Used by one thread. */
final class Goal {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final TopicEnd end;
  private final Map<TopicPartition, Long> first;
  private final Function<Collection<TopicPartition>, Map<TopicPartition, Long>> byOthers;
  private final Consumer<String> notice;
  private long nextQuestion = System.nanoTime();

  /**
   * @param end where the topic ends
   * @param first where its partitions begin
   * @param byOthers asks for committed offsets of partitions
   * @param notice takes a line about a wait
   */
  Goal(
      TopicEnd end,
      Map<TopicPartition, Long> first,
      Function<Collection<TopicPartition>, Map<TopicPartition, Long>> byOthers,
      Consumer<String> notice) {
    this.end = end;
    this.first = first;
    this.byOthers = byOthers;
    this.notice = notice;
  }

  /**
   * Returns whether all partitions are loaded up to the end.
   *
   * @param positions the offsets up to which this run has read its own partitions
   * @throws TopicEnd.Unreadable if an open transaction hides the end for too long
   */
  boolean reached(Map<TopicPartition, Long> positions) {
    Set<TopicPartition> open =
        end.offsets().entrySet().stream()
            .filter(each -> each.getValue() > 0)
            .filter(each -> positions.getOrDefault(each.getKey(), -1L) < each.getValue())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    if (open.isEmpty()) {
      return true;
    }
    if (System.nanoTime() - nextQuestion < 0) {
      return false;
    }
    nextQuestion = System.nanoTime() + PAUSE_NANOS;
    if (open.stream().anyMatch(positions::containsKey)) {
      if (open.stream().anyMatch(each -> isReading(each, positions))) {
        return false;
      }
      end.requireReadable(TopicEnd.PATIENCE, notice);
      return false;
    }
    Map<TopicPartition, Long> done = byOthers.apply(open);
    return open.stream()
        .allMatch(each -> done.getOrDefault(each, begin(each)) >= end.offsets().get(each));
  }

  /** Where a partition without progress begins; an empty one never gets any. */
  private long begin(TopicPartition partition) {
    return first.getOrDefault(partition, 0L);
  }

  /** Returns whether this run has a partition, and there is more to read of it for sure. */
  private boolean isReading(TopicPartition partition, Map<TopicPartition, Long> positions) {
    Long position = positions.get(partition);
    return position != null && position < end.readable().get(partition);
  }
}
