package io.framecount.loader.replay;

import io.framecount.common.json.Json;
import io.framecount.common.letters.LetterTopic;
import io.framecount.loader.outcome.ChangedFields;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The result of a replay.
 *
 * @param schema subject, version and id that the frames were written under; null if none was tried
 * @param letters dead letters that were tried
 * @param frames those that are frames now
 * @param rejected those that were rejected again
 * @param changedValues other fields in which frames differ from their lines, by the kind of change
 * @param broughtBack those that a counter had set aside, and that are in their topic again
 * @param backAlready those of records that are back by another letter
 * @param left those that a counter had set aside, and that it never can count
 * @param repeated those that are in the reject file before, and were passed over
 */
record ReplaySummary(
    String topic,
    String schema,
    long letters,
    long frames,
    long rejected,
    Map<String, Long> rejectedByReason,
    ChangedFields droppedFields,
    Map<String, ChangedFields> changedValues,
    long broughtBack,
    long backAlready,
    long left,
    long repeated,
    double seconds,
    boolean interrupted) {

  String toJson() {
    return Json.text(Json.snakeCase(), this);
  }

  String toText() {
    if (letters == 0) {
      return "no dead letters of %s are left to replay".formatted(topic);
    }
    String text =
        "%sreplayed %,d dead letters of %s in %.1f s: %,d are frames now"
            .formatted(interrupted ? "interrupted: " : "", letters, topic, seconds, frames);
    String under = schema == null ? "" : "%n  schema    %s".formatted(schema);
    return text + (rejected == 0 ? "" : rejections()) + returns() + under + changes();
  }

  private String changes() {
    return ChangedFields.told(droppedFields, changedValues).entrySet().stream()
        .map(change -> "%n  %-10s%s".formatted(change.getKey(), change.getValue()))
        .collect(Collectors.joining());
  }

  private String returns() {
    StringBuilder text = new StringBuilder();
    if (broughtBack > 0) {
      text.append(", %,d that were set aside by a counter are back".formatted(broughtBack));
    }
    if (backAlready > 0) {
      text.append(", %,d were letters of records that are back already".formatted(backAlready));
    }
    if (repeated > 0) {
      text.append(", %,d were passed over, for they stand in the file before".formatted(repeated));
    }
    if (left > 0) {
      text.append(", %,d stay in %s, for they are not Avro".formatted(left, LetterTopic.of(topic)));
    }
    return text.toString();
  }

  private String rejections() {
    String reasons =
        rejectedByReason.entrySet().stream()
            .map(reason -> "%s %,d".formatted(reason.getKey(), reason.getValue()))
            .collect(Collectors.joining(", "));
    return ", %,d were rejected again into %s (%s)"
        .formatted(rejected, LetterTopic.of(topic), reasons);
  }
}
