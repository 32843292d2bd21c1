package io.framecount.loader.topic;

import io.framecount.loader.convert.Converter;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Gives records the frames' own time. Before the first frame is sent, warns if the topic would soon
 * delete records of its time. A frame without a time, or with one before 1970, which Kafka can't
 * express, bears the time of loading.
 */
public final class EventTimes implements RecordTimes {
  private final TopicFacts topic;
  private final String which;
  private final Clock clock;
  private final PrintWriter err;
  private final long before;
  private final long after;
  private boolean begun;

  /**
   * @param which the value of {@code --record-timestamp}
   * @param err for warnings
   */
  public EventTimes(TopicFacts topic, String which, Clock clock, PrintWriter err) {
    this.topic = topic;
    this.which = which;
    this.clock = clock;
    this.err = err;
    before = topic.number(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, Long.MAX_VALUE);
    after = topic.number(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.MAX_VALUE);
  }

  @Override
  public Long of(long eventTime) {
    if (!isUsable(eventTime)) {
      return null;
    }
    if (!begun) {
      begun = true;
      warn(eventTime);
    }
    return eventTime;
  }

  @Override
  public Optional<String> problem(long eventTime) {
    if (!isUsable(eventTime) || brokerSetsTimes()) {
      return Optional.empty();
    }
    long age = clock.millis() - eventTime;
    if (age > before) {
      return Optional.of(refusal(eventTime, before, "before"));
    }
    return -age > after ? Optional.of(refusal(eventTime, after, "after")) : Optional.empty();
  }

  private String refusal(long eventTime, long limit, String side) {
    return "topic %s takes no record of %s, which is more than %s %s now (message.timestamp.%s.max.ms)"
        .formatted(topic.name(), Instant.ofEpochMilli(eventTime), text(limit), side, side);
  }

  private void warn(long eventTime) {
    if (brokerSetsTimes()) {
      err.println(
          "warning: topic %s gives each record the time of its arrival (message.timestamp.type=LogAppendTime), so --record-timestamp %s has no effect"
              .formatted(topic.name(), which));
      return;
    }
    long retention = topic.number(TopicConfig.RETENTION_MS_CONFIG, -1);
    boolean deletes = topic.text(TopicConfig.CLEANUP_POLICY_CONFIG, "delete").contains("delete");
    if (deletes && retention >= 0 && clock.millis() - eventTime > retention) {
      err.println(
          "warning: the first frame is of %s, but topic %s keeps records for %s only (retention.ms), so Kafka will soon delete it; set retention.ms=-1 or use --record-timestamp load"
              .formatted(Instant.ofEpochMilli(eventTime), topic.name(), text(retention)));
    }
  }

  private boolean brokerSetsTimes() {
    return topic
        .text(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime")
        .equals("LogAppendTime");
  }

  private static boolean isUsable(long eventTime) {
    return eventTime != Converter.NO_TIME && eventTime >= 0;
  }

  private static String text(long millis) {
    Duration duration = Duration.ofMillis(millis);
    if (duration.toDays() > 1) {
      return duration.toDays() + " days";
    }
    return duration.toHours() > 1 ? duration.toHours() + " hours" : duration.toSeconds() + " s";
  }
}
