package io.framecount.loader.topic;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.framecount.loader.produce.AcknowledgedOffsets.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The records that a load sent, compared with the topic.
 *
 * @param confirmed frames whose offsets the brokers told
 * @param growth number of offsets by which the topic grew during the load
 * @param others those of these offsets that are not frames of the load: transaction markers, and
 *     records of other writers
 * @param hidden number of offsets before the load's last frames that readers of committed records
 *     do not get yet, since another producer has an open transaction
 * @param problems differences in sentences; empty if all frames are there
 * @param hiding that transaction in a sentence, or null
 */
public record TopicTally(
    long confirmed,
    long growth,
    long others,
    long hidden,
    @JsonIgnore List<String> problems,
    @JsonIgnore String hiding) {

  /**
   * Draws it up.
   *
   * @param before where the partitions ended before the load
   * @param begin where they begin now
   * @param end where they end now
   */
  static TopicTally of(
      Map<TopicPartition, Long> before,
      Map<TopicPartition, Long> begin,
      Map<TopicPartition, Long> end,
      Map<TopicPartition, Span> sent) {
    List<String> problems = new ArrayList<>();
    sent.forEach(
        (partition, span) ->
            check(
                partition,
                span,
                before.getOrDefault(partition, 0L),
                begin.getOrDefault(partition, 0L),
                end.getOrDefault(partition, 0L),
                problems));
    long confirmed = sent.values().stream().mapToLong(Span::count).sum();
    long growth =
        end.entrySet().stream()
            .mapToLong(e -> e.getValue() - before.getOrDefault(e.getKey(), 0L))
            .sum();
    return new TopicTally(confirmed, growth, growth - confirmed, 0, problems, null);
  }

  /** Returns the problem if readers do not see all of the records. */
  TopicTally hidden(long offsets, String by) {
    return new TopicTally(confirmed, growth, others, offsets, problems, by);
  }

  private static void check(
      TopicPartition partition,
      Span span,
      long before,
      long begin,
      long end,
      List<String> problems) {
    if (end <= span.last()) {
      problems.add(
          "%s ends at offset %,d, though brokers have confirmed a frame at %,d: frames were lost, or the topic was made anew"
              .formatted(partition, end, span.last()));
    } else if (end - before < span.count()) {
      problems.add(
          "%s has grown by %,d offsets, though brokers have confirmed %,d frames"
              .formatted(partition, end - before, span.count()));
    } else if (begin > span.first()) {
      problems.add(
          "%s begins at offset %,d, though this load wrote from %,d on: Kafka has already deleted frames (retention.ms, retention.bytes)"
              .formatted(partition, begin, span.first()));
    }
  }

  /** Returns the comparison in words. */
  @Override
  public String toString() {
    if (!problems.isEmpty()) {
      return String.join("; ", problems);
    }
    return "holds all %,d; its offsets grew by %,d, %,d of them for transaction markers or other writers"
            .formatted(confirmed, growth, others)
        + (hiding == null ? "" : "; readers do not see all of them yet: " + hiding);
  }
}
