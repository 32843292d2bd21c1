package io.framecount.loader.produce;

import io.framecount.common.input.SinceCommit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The offsets of the records that brokers have confirmed. Thread-safe. */
public final class AcknowledgedOffsets implements SinceCommit {
  private Map<String, long[][]> spans = new HashMap<>();
  private Map<String, long[][]> safe = Map.of();

  // Brokers confirm records by the batch, so the next one is nearly always of the same partition.
  private String lastTopic;
  private int lastPartition;
  private long[] lastSpan;

  /**
   * The confirmed records of one partition.
   *
   * @param first lowest offset
   * @param last highest offset; records of others may lie in between
   * @param count how many records
   */
  public record Span(long first, long last, long count) {}

  @Override
  public synchronized void committed() {
    safe = copy(spans);
  }

  @Override
  public synchronized void rollBack() {
    spans = copy(safe);
    lastTopic = null;
  }

  private static Map<String, long[][]> copy(Map<String, long[][]> spans) {
    Map<String, long[][]> copy = new HashMap<>();
    spans.forEach(
        (topic, partitions) ->
            copy.put(
                topic,
                Arrays.stream(partitions)
                    .map(span -> span == null ? null : span.clone())
                    .toArray(long[][]::new)));
    return copy;
  }

  /** Notes one; an offset below 0 means that the broker told none, so that nothing is known. */
  synchronized void add(String topic, int partition, long offset) {
    if (offset < 0) {
      return;
    }
    if (partition != lastPartition || !topic.equals(lastTopic)) {
      lastSpan = span(topic, partition, offset);
      lastTopic = topic;
      lastPartition = partition;
    }
    lastSpan[0] = Math.min(lastSpan[0], offset);
    lastSpan[1] = Math.max(lastSpan[1], offset);
    lastSpan[2]++;
  }

  private long[] span(String topic, int partition, long offset) {
    long[][] partitions = spans.computeIfAbsent(topic, t -> new long[0][]);
    if (partition >= partitions.length) {
      partitions = Arrays.copyOf(partitions, partition + 1);
      spans.put(topic, partitions);
    }
    if (partitions[partition] == null) {
      partitions[partition] = new long[] {offset, offset, 0};
    }
    return partitions[partition];
  }

  /**
   * Returns what is known of the topic's partitions; those without a confirmed record are left out.
   */
  public synchronized Map<TopicPartition, Span> of(String topic) {
    Map<TopicPartition, Span> known = new LinkedHashMap<>();
    long[][] partitions = spans.getOrDefault(topic, new long[0][]);
    for (int i = 0; i < partitions.length; i++) {
      long[] span = partitions[i];
      if (span != null) {
        known.put(new TopicPartition(topic, i), new Span(span[0], span[1], span[2]));
      }
    }
    return known;
  }
}
