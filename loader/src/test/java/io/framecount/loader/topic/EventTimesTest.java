package io.framecount.loader.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.loader.convert.Converter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventTimesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final long OLD = Instant.parse("2016-07-11T13:39:44Z").toEpochMilli();
  private final StringWriter err = new StringWriter();

  @Test
  void givesRecordsTheirFramesTime() {
    assertThat(times(Map.of()).of(OLD)).isEqualTo(OLD);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void leavesTheTimeToTheClientWhereKafkaCannotExpressIt() {
    EventTimes times = times(Map.of("message.timestamp.before.max.ms", "1"));
    assertThat(times.of(Converter.NO_TIME)).isNull();
    assertThat(times.of(-1)).isNull();
    assertThat(times.problem(Converter.NO_TIME)).isEmpty();
    assertThat(times.problem(-1)).isEmpty();
  }

  @Test
  void warnsOnceBeforeTheFirstFrameThatRetentionWouldDelete() {
    EventTimes times = times(Map.of("retention.ms", "604800000"));
    times.of(OLD);
    times.of(OLD);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "warning: the first frame is of 2016-07-11T13:39:44Z, but topic t keeps records for 7 days only (retention.ms), so Kafka will soon delete it; set retention.ms=-1 or use --record-timestamp load");
  }

  @Test
  void doesNotWarnWhereNothingIsDeleted() {
    times(Map.of("retention.ms", "-1")).of(OLD);
    times(Map.of("retention.ms", "604800000", "cleanup.policy", "compact")).of(OLD);
    times(Map.of("retention.ms", "604800000")).of(NOW.minusSeconds(60).toEpochMilli());
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void tellsWhatTheBrokerWouldRefuse() {
    EventTimes times =
        times(
            Map.of(
                "message.timestamp.before.max.ms", "86400000",
                "message.timestamp.after.max.ms", "3600000"));
    assertThat(times.problem(NOW.minusSeconds(86_400).toEpochMilli())).isEmpty();
    assertThat(times.problem(NOW.plusSeconds(3_600).toEpochMilli())).isEmpty();
    assertThat(times.problem(OLD).orElseThrow())
        .isEqualTo(
            "topic t takes no record of 2016-07-11T13:39:44Z, which is more than 24 hours before now (message.timestamp.before.max.ms)");
    assertThat(times.problem(NOW.plusSeconds(3_601).toEpochMilli()).orElseThrow())
        .contains("3600 s after now (message.timestamp.after.max.ms)");
  }

  @Test
  void saysThatTheBrokerSetsTheTime() {
    EventTimes times =
        times(
            Map.of(
                "message.timestamp.type", "LogAppendTime", "message.timestamp.before.max.ms", "1"));
    assertThat(times.problem(OLD)).isEmpty();
    times.of(OLD);
    assertThat(err.toString()).contains("LogAppendTime", "--record-timestamp source has no effect");
  }

  private EventTimes times(Map<String, String> settings) {
    TopicFacts topic = TopicRulesTest.facts(settings, Set.of());
    return new EventTimes(
        topic, "source", Clock.fixed(NOW, ZoneOffset.UTC), new PrintWriter(err, true));
  }
}
