package io.framecount.counter.combine;

import io.framecount.common.cli.CommandFailure;
import io.framecount.counter.progress.Tally.Gap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares the progress of partitions with the offsets that the source still has. Frames may be
 * deleted before they are counted, by retention or by hand; and a broker that was behind may become
 * the leader, so that counted frames are gone. Counting then continues with the remaining frames,
 * and the progress of the partition notes the lost offsets. Kafka's client alone would continue
 * silently, or start over at the oldest record. Used by one thread.
 */
public final class SourceLog {
  private final String topic;
  private final AssignedPartitions assigned;
  private final ToLongFunction<TopicPartition> end;
  private final java.util.function.Consumer<String> say;

  /**
   * @param end supplies the offset after the newest record of a partition, committed or not
   * @param say takes a sentence about lost offsets
   */
  SourceLog(
      String topic,
      AssignedPartitions assigned,
      ToLongFunction<TopicPartition> end,
      java.util.function.Consumer<String> say) {
    this.topic = topic;
    this.assigned = assigned;
    this.end = end;
    this.say = say;
  }

  /** Moves newly assigned partitions to the offset to continue from. */
  void begin(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<Integer, Long> later = new TreeMap<>();
    consumer
        .beginningOffsets(partitions)
        .forEach(
            (partition, first) -> {
              PartitionProgress progress = assigned.of(partition);
              if (progress.position() < 0) {
                progress.begin(first);
                consumer.seek(partition, first);
                if (first > 0) {
                  later.put(partition.partition(), first);
                }
              } else if (progress.position() < first) {
                skip(consumer, partition, progress.position(), first);
              }
            });
    if (!later.isEmpty()) {
      say.accept(beginning(topic, later));
    }
  }

  /** Moves on after Kafka has reported that the position is out of range. */
  void resume(Consumer<?, ?> consumer, OffsetOutOfRangeException problem) {
    Map<TopicPartition, Long> positions = problem.offsetOutOfRangePartitions();
    Map<TopicPartition, Long> first = consumer.beginningOffsets(positions.keySet());
    positions.forEach(
        (partition, position) -> {
          if (position < first.get(partition)) {
            skip(consumer, partition, position, first.get(partition));
          } else {
            goBack(consumer, partition, position, first.get(partition), problem);
          }
        });
  }

  private void skip(Consumer<?, ?> consumer, TopicPartition partition, long from, long to) {
    Gap gap = Gap.between(from, to);
    assigned.of(partition).skip(gap);
    consumer.seek(partition, to);
    say.accept(
        "%s; counting goes on from offset %d"
            .formatted(gap.deleted(topic, partition.partition()), to));
  }

  private void goBack(
      Consumer<?, ?> consumer,
      TopicPartition partition,
      long position,
      long first,
      OffsetOutOfRangeException problem) {
    long to = whereItParts(partition, problem).orElseGet(() -> end.applyAsLong(partition));
    PartitionProgress progress = assigned.of(partition);
    // Else the end has come back meanwhile: a follower was asked that is behind.
    if (to < position) {
      Gap gap = Gap.between(to, position);
      progress.cutOff(gap);
      say.accept(
          "%s; their frames stay counted, and counting goes on from offset %d"
              .formatted(gap.lost(topic, partition.partition()), to));
    }
    if (to < first) {
      skip(consumer, partition, to, first);
    } else {
      consumer.seek(partition, Math.min(to, position));
    }
  }

  /**
   * Returns the offset from which the partition has other records than those that were read, if
   * Kafka can tell.
   */
  private Optional<Long> whereItParts(TopicPartition partition, OffsetOutOfRangeException problem) {
    if (!(problem instanceof LogTruncationException truncation)) {
      return Optional.empty();
    }
    return Optional.of(
        Optional.ofNullable(truncation.divergentOffsets().get(partition))
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "partition %d of topic '%s' has other records now than those that were counted up to offset %d, and Kafka can't tell from where on; count into another --output"
                            .formatted(
                                partition.partition(),
                                topic,
                                problem.offsetOutOfRangePartitions().get(partition)),
                        problem))
            .offset());
  }

  /**
   * Returns a sentence on partitions whose first records were deleted before the count began.
   *
   * @param from by partition, the offset at which counting began
   */
  public static String beginning(String topic, Map<Integer, Long> from) {
    List<String> places =
        from.entrySet().stream()
            .map(each -> "offset %d of partition %d".formatted(each.getValue(), each.getKey()))
            .collect(Collectors.toList());
    return "topic '%s' is counted from %s on; what lay before was deleted before this count began"
        .formatted(topic, String.join(", ", places));
  }
}
