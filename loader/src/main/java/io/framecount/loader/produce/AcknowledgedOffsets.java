package io.framecount.loader.produce;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Where the records lie that brokers have confirmed. Thread-safe. */
public final class AcknowledgedOffsets {
  private final Map<String, long[][]> spans = new HashMap<>();

  /**
   * The confirmed records of one partition.
   *
   * @param first lowest offset
   * @param last highest offset; what lies between may be of others, too
   * @param count how many records
   */
  public record Span(long first, long last, long count) {}

  synchronized AcknowledgedOffsets copy() {
    AcknowledgedOffsets copy = new AcknowledgedOffsets();
    spans.forEach((topic, partitions) -> copy.spans.put(topic, deepCopy(partitions)));
    return copy;
  }

  /** Forgets all but what the other knows. */
  synchronized void restore(AcknowledgedOffsets other) {
    spans.clear();
    other.spans.forEach((topic, partitions) -> spans.put(topic, deepCopy(partitions)));
  }

  private static long[][] deepCopy(long[][] partitions) {
    return Arrays.stream(partitions)
        .map(span -> span == null ? null : span.clone())
        .toArray(long[][]::new);
  }

  /** Notes one; an offset below 0 means that the broker told none, so that nothing is known. */
  synchronized void add(String topic, int partition, long offset) {
    if (offset < 0) {
      return;
    }
    long[][] partitions = spans.computeIfAbsent(topic, t -> new long[0][]);
    if (partition >= partitions.length) {
      partitions = Arrays.copyOf(partitions, partition + 1);
      spans.put(topic, partitions);
    }
    if (partitions[partition] == null) {
      partitions[partition] = new long[] {offset, offset, 0};
    }
    long[] span = partitions[partition];
    span[0] = Math.min(span[0], offset);
    span[1] = Math.max(span[1], offset);
    span[2]++;
  }

  /** What is known of the topic's partitions; those without a confirmed record are left out. */
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
