package io.framecount.loader.load;

import io.framecount.loader.outage.OutageWatch;
import io.framecount.loader.produce.Drops;
import io.framecount.loader.produce.Traffic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * What is to be said of the way to the brokers.
 *
 * @param outages how often Kafka was away
 * @param outageSeconds for how long, together
 * @param droppedLines the lines that were given up, by input; null if none
 */
record DeliveryFigures(
    ProducerFigures producer,
    long acknowledged,
    int outages,
    double outageSeconds,
    long droppedFrames,
    long droppedLetters,
    Map<String, List<String>> droppedLines) {
  DeliveryFigures(
      Map<MetricName, ? extends Metric> metrics,
      Traffic traffic,
      OutageWatch watch,
      Optional<Drops> drops) {
    this(
        ProducerFigures.of(metrics),
        traffic.acknowledged(),
        watch.outages(),
        watch.awaySeconds(),
        drops.map(Drops::frames).orElse(0L),
        drops.map(Drops::letters).orElse(0L),
        drops.filter(d -> d.lines() > 0).map(Drops::ranges).orElse(null));
  }
}
