package io.framecount.loader.outcome;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.framecount.loader.outage.OutageWatch;
import io.framecount.loader.produce.DroppedRecords;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.topic.TopicTally;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * The part of a load's result that a dry run lacks.
 *
 * @param linesDoneBefore lines that earlier runs had done and this one passed over
 * @param acknowledged records that brokers have confirmed: frames and dead letters
 * @param topicTally the records sent, compared with the topic; null if Kafka was away then
 * @param outages null if Kafka always answered
 */
public record Delivery(
    String guarantee,
    long linesDoneBefore,
    long acknowledged,
    ProducerFigures producer,
    TopicTally topicTally,
    OutageFigures outages) {
  /**
   * Collects the figures of a delivery.
   *
   * @param topicTally null if Kafka is away
   */
  public static Delivery of(
      String guarantee,
      long linesDoneBefore,
      FrameProducer producer,
      TopicTally topicTally,
      OutageFigures outages) {
    return new Delivery(
        guarantee,
        linesDoneBefore,
        producer.acknowledged(),
        ProducerFigures.of(producer.metrics()),
        topicTally,
        outages.isEmpty() ? null : outages);
  }

  long droppedFrames() {
    return outages == null ? 0 : outages.droppedFrames();
  }

  long droppedLetters() {
    return outages == null ? 0 : outages.droppedLetters();
  }

  /** Returns whether lines were dropped. */
  boolean lossy() {
    return outages != null && outages.lossy();
  }

  /**
   * Outages of Kafka during a load, and the records lost to them.
   *
   * @param count number of outages
   * @param seconds their length, added up
   * @param droppedFrames frames given up because Kafka did not take them in time
   * @param droppedLetters dead letters given up for the same reason
   * @param droppedLines the lines of both, by input; a long list is cut short
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record OutageFigures(
      int count,
      double seconds,
      long droppedFrames,
      long droppedLetters,
      Map<String, List<String>> droppedLines) {
    public static OutageFigures of(OutageWatch watch, Optional<DroppedRecords> drops) {
      return new OutageFigures(
          watch.outages(),
          watch.awaySeconds(),
          drops.map(DroppedRecords::frames).orElse(0L),
          drops.map(DroppedRecords::letters).orElse(0L),
          drops.map(DroppedRecords::ranges).orElse(Map.of()));
    }

    @JsonIgnore
    boolean isEmpty() {
      return count == 0 && !lossy();
    }

    /** Returns whether lines were dropped. */
    boolean lossy() {
      return !droppedLines.isEmpty();
    }

    /** Returns the number of dropped records and their lines, in words. */
    public String dropped() {
      StringBuilder where = new StringBuilder();
      droppedLines.forEach(
          (file, ranges) ->
              where.append("; lines %s of %s".formatted(String.join(", ", ranges), file)));
      return "%,d frames and %,d dead letters%s".formatted(droppedFrames, droppedLetters, where);
    }
  }

  /**
   * The Kafka producer's own figures.
   *
   * @param batchSizeAvg bytes per batch and partition, compressed
   * @param compressionRateAvg compressed size over plain size
   * @param requestLatencyAvg milliseconds
   * @param recordRetryTotal records sent again
   * @param bufferWaitMillis time for which the loader waited for room in the client's buffer
   */
  record ProducerFigures(
      double batchSizeAvg,
      double compressionRateAvg,
      double requestLatencyAvg,
      double recordRetryTotal,
      double bufferWaitMillis) {

    static ProducerFigures of(Map<MetricName, ? extends Metric> metrics) {
      return new ProducerFigures(
          value(metrics, "batch-size-avg"),
          value(metrics, "compression-rate-avg"),
          value(metrics, "request-latency-avg"),
          value(metrics, "record-retry-total"),
          value(metrics, "bufferpool-wait-time-ns-total") / 1e6);
    }

    @Override
    public String toString() {
      return "batches of %,.0f bytes, compressed to %.0f%%, latency %.1f ms, %,.0f retries, %,.0f ms waited for buffers"
          .formatted(
              batchSizeAvg,
              100 * compressionRateAvg,
              requestLatencyAvg,
              recordRetryTotal,
              bufferWaitMillis);
    }

    private static double value(Map<MetricName, ? extends Metric> metrics, String name) {
      return metrics.entrySet().stream()
          .filter(
              e -> e.getKey().name().equals(name) && e.getKey().group().equals("producer-metrics"))
          .map(e -> e.getValue().metricValue())
          .filter(Double.class::isInstance)
          .mapToDouble(Double.class::cast)
          .filter(Double::isFinite)
          .findFirst()
          .orElse(0);
    }
  }
}
