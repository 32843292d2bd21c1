package io.framecount.loader.outcome;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * What the Kafka producer says of itself.
 *
 * @param batchSizeAvg bytes per batch and partition, compressed
 * @param compressionRateAvg compressed size over plain size
 * @param requestLatencyAvg milliseconds
 * @param recordRetryTotal records sent again
 * @param bufferWaitMillis how long the loader waited for room in the client's buffer
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
