package io.framecount.loader.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.framecount.loader.produce.DeadLetters;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a replay has done.
 *
 * @param letters dead letters that were tried
 * @param frames those that are frames now
 * @param rejected those that were rejected again
 */
record ReplaySummary(
    String topic,
    long letters,
    long frames,
    long rejected,
    Map<String, Long> rejectedByReason,
    double seconds,
    boolean interrupted) {
  private static final ObjectMapper JSON =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  String toText() {
    if (letters == 0) {
      return "no dead letters of %s are left to replay".formatted(topic);
    }
    String text =
        "%sreplayed %,d dead letters of %s in %.1f s: %,d are frames now"
            .formatted(interrupted ? "interrupted: " : "", letters, topic, seconds, frames);
    return rejected == 0 ? text : text + rejections();
  }

  private String rejections() {
    String reasons =
        rejectedByReason.entrySet().stream()
            .map(reason -> "%s %,d".formatted(reason.getKey(), reason.getValue()))
            .collect(Collectors.joining(", "));
    return ", %,d were rejected again into %s (%s)"
        .formatted(rejected, DeadLetters.topicFor(topic), reasons);
  }
}
