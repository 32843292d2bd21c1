package io.framecount.loader.outcome;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framecount.common.json.Json;
import io.framecount.common.letters.LetterTopic;
import io.framecount.loader.command.option.LoadOptions;
import io.framecount.loader.convert.ChangedValue;
import io.framecount.loader.convert.ChangedValue.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a load.
 *
 * @param topic null if a dry run names none
 * @param schema subject, version and id that the frames were written under, or the serializer that
 *     alone knows; for a dry run, the schema as it was named
 * @param converted frames made by this run, dropped ones included
 * @param changes number of values by which frames differ from their lines
 * @param delivery null for a dry run
 */
public record LoadSummary(
    String topic,
    String schema,
    boolean interrupted,
    Reading reading,
    long converted,
    Rejections rejections,
    Map<ChangedValue, Long> changes,
    Delivery delivery) {

  /**
   * The input of a run.
   *
   * @param inputs number of inputs
   * @param contentBytes bytes of JSON, decompressed
   * @param fileBytes bytes as they lie in the inputs
   * @param seconds of the whole run, connecting included
   * @param openLines last lines without an end, left for the next run
   * @param damaged a sentence for each input that could not be read to its end
   * @param topic the topic that was loaded, whose partitions are the inputs; null for files
   * @param tombstones records of the topic without a value
   * @param deleted offsets of the topic that Kafka deleted before they were loaded
   */
  record Reading(
      int inputs,
      long blankLines,
      long contentBytes,
      long fileBytes,
      double seconds,
      List<RunOutcome.OpenLine> openLines,
      List<String> damaged,
      String topic,
      long tombstones,
      long deleted) {
    /** The files of a run. */
    Reading(
        int inputs,
        long blankLines,
        long contentBytes,
        long fileBytes,
        double seconds,
        List<RunOutcome.OpenLine> openLines,
        List<String> damaged) {
      this(inputs, blankLines, contentBytes, fileBytes, seconds, openLines, damaged, null, 0, 0);
    }
  }

  /**
   * The lines that could not be converted.
   *
   * @param deadLetterTopic null if none of them is there
   * @param file null if none of them is in a file
   */
  record Rejections(long count, Map<String, Long> byReason, String deadLetterTopic, String file) {}

  /** Sums up a run as far as it is known without Kafka. */
  public static LoadSummary of(
      LoadOptions options, String schema, int inputs, LoadTally tally, RunOutcome outcome) {
    String topic = options.topic().topic();
    boolean rejected = tally.rejected() > 0;
    boolean toTopic = rejected && options.rejects().toTopic() && !options.dryRun();
    boolean toFile = rejected && options.rejects().file() != null;
    return new LoadSummary(
        topic,
        schema,
        tally.interrupted(),
        new Reading(
            inputs,
            tally.blankLines(),
            tally.contentBytes(),
            tally.fileBytes(),
            tally.seconds(),
            outcome.openLines(),
            outcome.damages(),
            options.from().topic(),
            tally.tombstones(),
            tally.skipped()),
        tally.frames(),
        new Rejections(
            tally.rejected(),
            tally.rejectedByReason(),
            toTopic ? LetterTopic.of(topic) : null,
            toFile ? options.rejects().file().toString() : null),
        tally.changes(),
        null);
  }

  /** Returns this summary with the delivery added. */
  public LoadSummary delivered(Delivery now) {
    return new LoadSummary(
        topic, schema, interrupted, reading, converted, rejections, changes, now);
  }

  boolean dryRun() {
    return delivery == null;
  }

  /** Frames delivered by this run; for a dry run, frames converted. */
  public long frames() {
    return dryRun() ? converted : converted - delivery.droppedFrames();
  }

  double framesPerSecond() {
    return frames() / reading.seconds();
  }

  double megabytesPerSecond() {
    return reading.contentBytes() / 1e6 / reading.seconds();
  }

  /** Returns a sentence if frames are not where they should be. */
  public Optional<String> failure() {
    if (delivery.acknowledged() != sent()) {
      return Optional.of(deliveries() + "; load again with --from-start into an empty topic");
    }
    return delivery.topicTally() == null || delivery.topicTally().problems().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "topic %s does not hold what was sent: %s".formatted(topic, delivery.topicTally()));
  }

  /** Returns the summary as one JSON object in one line. */
  public String toJson() {
    return toJson(null);
  }

  /**
   * Returns the summary as one JSON object in one line, with the outcome of a second cluster in it.
   *
   * @param mirror null if there is none
   */
  public String toJson(MirrorOutcome mirror) {
    ObjectNode json = json();
    put(json, "mirror", mirror);
    return Json.text(Json.snakeCase(), json);
  }

  /** The fields for programs, in an order of their own. */
  @JsonValue
  ObjectNode json() {
    ObjectNode json = Json.snakeCase().createObjectNode();
    put(json, "topic", topic);
    put(json, "dry_run", dryRun());
    put(json, "schema", schema);
    put(json, "delivery", dryRun() ? null : delivery.guarantee());
    put(json, "from_topic", reading.topic());
    put(json, "inputs", reading.inputs());
    put(json, "frames", frames());
    put(json, "rejected", rejections.count());
    put(json, "rejected_by_reason", rejections.byReason());
    put(json, "dead_letter_topic", rejections.deadLetterTopic());
    put(json, "reject_file", rejections.file());
    put(json, "open_lines", reading.openLines().isEmpty() ? null : reading.openLines());
    put(json, "damaged", reading.damaged().isEmpty() ? null : reading.damaged());
    put(json, "dropped_fields", ChangedFields.of(Kind.DROPPED, changes));
    put(json, "changed_values", ChangedFields.byKind(changes));
    put(json, "blank_lines", reading.blankLines());
    put(json, "tombstones", reading.topic() == null ? null : reading.tombstones());
    put(json, "deleted_offsets", reading.topic() == null ? null : reading.deleted());
    put(json, "lines_done_before", dryRun() ? null : delivery.linesDoneBefore());
    put(json, "acknowledged", dryRun() ? null : delivery.acknowledged());
    put(json, "content_bytes", reading.contentBytes());
    put(json, "file_bytes", reading.fileBytes());
    put(json, "seconds", reading.seconds());
    put(json, "frames_per_second", framesPerSecond());
    put(json, "megabytes_per_second", megabytesPerSecond());
    put(json, "interrupted", interrupted);
    put(json, "producer", dryRun() ? null : delivery.producer());
    put(json, "topic_tally", dryRun() ? null : delivery.topicTally());
    put(json, "outages", dryRun() ? null : delivery.outages());
    return json;
  }

  private static void put(ObjectNode json, String name, Object value) {
    if (value != null) {
      json.set(name, Json.snakeCase().valueToTree(value));
    }
  }

  /** Returns a few lines for a person. */
  public String toText() {
    return LoadSummaryText.of(this);
  }

  /** Returns whether lines were dropped. */
  public boolean lossy() {
    return !dryRun() && delivery.lossy();
  }

  /** Returns how many records were handed to the client. */
  long sent() {
    return rejections.deadLetterTopic() == null
        ? frames()
        : frames() + rejections.count() - delivery.droppedLetters();
  }

  /** Returns how many of them arrived, in words. */
  String deliveries() {
    long arrived = delivery.acknowledged();
    return sent() == arrived
        ? "all %,d records acknowledged".formatted(arrived)
        : "%,d records sent but %,d acknowledged".formatted(sent(), arrived);
  }
}
