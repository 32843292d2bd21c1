package io.framecount.loader.check;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.loader.topic.TopicFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Compares this machine's clock with others. Brokers don't tell their time. The registry may, to
 * the second, and a broker that stamps records has told it in the newest one.
 */
final class ClockCheck {
  private static final String CLOCK = "clock";
  private static final Duration TOLERANCE = Duration.ofSeconds(5);
  private static final String HINT = "set the clocks by NTP; records bear the time of this machine";

  private final Clock clock;

  ClockCheck(Clock clock) {
    this.clock = clock;
  }

  /**
   * Compares the clock with the registry's.
   *
   * @param answered the time in its answer, if there is one
   */
  Optional<Observation> byRegistry(Optional<Instant> answered) {
    return answered.map(
        time -> {
          Duration ahead = Duration.between(time, clock.instant());
          return ahead.abs().compareTo(TOLERANCE) <= 0
              ? Observation.ok(
                  CLOCK, "agrees with the registry's within %d s".formatted(TOLERANCE.toSeconds()))
              : Observation.warning(CLOCK, difference(ahead, "the registry's"), HINT);
        });
  }

  /**
   * Compares the clock with the newest record of the topic, which can only prove that this clock is
   * behind.
   */
  Observation byBroker(KafkaConnection kafka, TopicFacts topic) {
    boolean stamped =
        topic.text(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "").equals("LogAppendTime");
    Optional<Instant> newest = stamped ? newest(kafka, topic) : Optional.empty();
    Duration behind =
        newest.map(time -> Duration.between(clock.instant(), time)).orElse(Duration.ZERO);
    return behind.compareTo(TOLERANCE) > 0
        ? Observation.warning(CLOCK, difference(behind.negated(), "the broker's"), HINT)
        : cannotTell();
  }

  static Observation cannotTell() {
    return Observation.unknown(
        CLOCK, "can't be told: neither the registry nor the topic says what time it is there");
  }

  private static String difference(Duration ahead, String whose) {
    return "%,d s %s %s"
        .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of", whose);
  }

  private static Optional<Instant> newest(KafkaConnection kafka, TopicFacts topic) {
    Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    for (int i = 0; i < topic.partitions(); i++) {
      question.put(new TopicPartition(topic.name(), i), OffsetSpec.maxTimestamp());
    }
    return kafka.await(kafka.admin().listOffsets(question).all()).values().stream()
        .filter(answer -> answer.timestamp() >= 0)
        .map(answer -> Instant.ofEpochMilli(answer.timestamp()))
        .max(Instant::compareTo);
  }
}
