package io.framecount.counter.progress;

import io.framecount.common.kafka.GroupOffsets;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.combine.SourceLog;
import io.framecount.counter.progress.Tally.Gap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * The committed progress of all combiners of a group together.
 *
 * @param offsets by partition, of the next frame to be counted
 * @param tallies by partition, frames since the beginning; of partitions whose offset was set by
 *     another program, since then
 * @param origins by partition, where counting began, as far as that is noted
 */
public record GroupProgress(
    Map<TopicPartition, Long> offsets,
    Map<TopicPartition, Tally> tallies,
    Map<TopicPartition, Origin> origins) {
  /** Longer than a killed member's transaction can stay open. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * Asks Kafka for the offsets, and waits for transactions that are about to change them.
   *
   * @param topic that the group reads
   */
  public static GroupProgress of(KafkaConnection kafka, String group, String topic) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        GroupOffsets.stable(kafka, group, kafka.offsets().first(topic).keySet(), PATIENCE);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    Map<TopicPartition, Tally> tallies = new HashMap<>();
    Map<TopicPartition, Origin> origins = new HashMap<>();
    committed.forEach(
        (partition, offset) -> {
          offsets.put(partition, offset.offset());
          OffsetNote note = OffsetNote.of(offset);
          tallies.put(partition, note.tally().orElse(Tally.NONE));
          note.origin().ifPresent(origin -> origins.put(partition, origin));
        });
    return new GroupProgress(offsets, tallies, origins);
  }

  /** Frames of all partitions together. */
  public Tally tally() {
    return tallies.values().stream().reduce(Tally.NONE, Tally::plus);
  }

  /**
   * Offsets of the topic that are deleted and not counted.
   *
   * @param first by partition, offset of the oldest record
   */
  public Map<TopicPartition, Gap> behind(Map<TopicPartition, Long> first) {
    return gaps(first, (counted, oldest) -> Gap.between(counted, oldest));
  }

  /**
   * Offsets that are counted, but that the topic does not have.
   *
   * @param end by partition, offset after the newest record
   */
  public Map<TopicPartition, Gap> beyond(Map<TopicPartition, Long> end) {
    return gaps(end, (counted, newest) -> Gap.between(newest, counted));
  }

  private Map<TopicPartition, Gap> gaps(
      Map<TopicPartition, Long> bounds, BiFunction<Long, Long, Gap> between) {
    Map<TopicPartition, Gap> gaps = new TreeMap<>(Comparator.comparing(TopicPartition::partition));
    offsets.forEach(
        (partition, offset) ->
            gaps.put(partition, between.apply(offset, bounds.getOrDefault(partition, offset))));
    gaps.values().removeIf(Gap::isEmpty);
    return gaps;
  }

  /**
   * Returns whether a topic still has each record that was counted, unless it is compacted.
   *
   * @param first by partition, offset of the oldest record
   */
  public boolean has(Map<TopicPartition, Long> first) {
    return tally().cutOff().isEmpty()
        && first.entrySet().stream()
            .allMatch(each -> each.getValue() <= Math.max(0, from(each.getKey())));
  }

  private long from(TopicPartition partition) {
    return origins.containsKey(partition) ? origins.get(partition).from() : Origin.UNKNOWN;
  }

  /** Returns whether frames of another topic than this one were counted. */
  public boolean isOfAnother(Uuid topic) {
    return origins.entrySet().stream()
        .anyMatch(
            each ->
                each.getValue().isOfAnother(topic)
                    && !tallies.get(each.getKey()).equals(Tally.NONE));
  }

  /** A sentence for each loss of the topic that counters have noted. */
  public List<String> losses(String topic) {
    List<String> losses = new ArrayList<>();
    tallies.entrySet().stream()
        .sorted(Comparator.comparing(each -> each.getKey().partition()))
        .forEach(
            each -> {
              int partition = each.getKey().partition();
              Tally tally = each.getValue();
              if (!tally.missing().isEmpty()) {
                losses.add(tally.missing().deleted(topic, partition));
              }
              if (!tally.cutOff().isEmpty()) {
                losses.add(tally.cutOff().lost(topic, partition));
              }
            });
    return losses;
  }

  /** Returns a sentence on records that were deleted before the count began, if there were any. */
  public Optional<String> beginning(String topic) {
    Map<Integer, Long> from = new TreeMap<>();
    origins.forEach((partition, origin) -> from.put(partition.partition(), origin.from()));
    from.values().removeIf(offset -> offset <= 0);
    return from.isEmpty() ? Optional.empty() : Optional.of(SourceLog.beginning(topic, from));
  }

  /** Returns whether all up to these offsets is counted. */
  public boolean reached(Map<TopicPartition, Long> targets) {
    return targets.entrySet().stream()
        .allMatch(target -> offsets.getOrDefault(target.getKey(), -1L) >= target.getValue());
  }
}
