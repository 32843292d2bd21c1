package io.framecount.loader.load;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framecount.common.registry.RegisteredSchema;
import io.framecount.loader.produce.DeadLetters;
import io.framecount.loader.produce.Traffic;
import java.util.Map;

/**
 * What a load has done.
 *
 * @param schema subject, version and id that the frames were written under
 * @param frames frames delivered by this run
 * @param acknowledged records that brokers have confirmed: frames and dead letters
 * @param linesDoneBefore lines that earlier runs had done and this one passed over
 * @param contentBytes bytes of JSON read by this run, decompressed
 * @param fileBytes bytes taken from the inputs as they lie there
 * @param outages null if Kafka always answered
 * @param seconds of the whole run, connecting included
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LoadSummary(
    String topic,
    String schema,
    String delivery,
    int inputs,
    long frames,
    long rejected,
    Map<String, Long> rejectedByReason,
    String deadLetterTopic,
    long blankLines,
    long linesDoneBefore,
    long acknowledged,
    long contentBytes,
    long fileBytes,
    double seconds,
    double framesPerSecond,
    double megabytesPerSecond,
    boolean interrupted,
    OutageFigures outages,
    ProducerFigures producer) {
  private static final ObjectMapper JSON =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  static LoadSummary of(
      RegisteredSchema schema,
      LoadOptions options,
      int inputs,
      LoadTally tally,
      LoadLedger ledger,
      Traffic traffic,
      OutageFigures outages,
      ProducerFigures producer) {
    double seconds = tally.seconds();
    long frames = tally.frames() - outages.droppedFrames();
    String topic = options.topic.topic();
    return new LoadSummary(
        topic,
        schema.toString(),
        options.producer.guarantee().toString(),
        inputs,
        frames,
        tally.rejected(),
        tally.rejectedByReason(),
        tally.rejected() == 0 ? null : DeadLetters.topicFor(topic),
        tally.blankLines(),
        ledger.linesDoneBefore(),
        traffic.acknowledged(),
        tally.contentBytes(),
        tally.fileBytes(),
        seconds,
        frames / seconds,
        tally.contentBytes() / 1e6 / seconds,
        tally.interrupted(),
        outages.isEmpty() ? null : outages,
        producer);
  }

  /** As one JSON object in one line. */
  String toJson() {
    return toJson(null);
  }

  /**
   * The same, with that of a second cluster in it.
   *
   * @param mirror null if there is none
   */
  String toJson(MirrorOutcome mirror) {
    try {
      ObjectNode json = JSON.valueToTree(this);
      if (mirror != null) {
        json.set("mirror", JSON.valueToTree(mirror));
      }
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As a few lines for a person. */
  String toText() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s %,d frames into %s in %.1f s (%,.0f frames/s, %,.1f MB/s of JSON)%n"
            .formatted(
                interrupted ? "interrupted: loaded" : "loaded",
                frames,
                topic,
                seconds,
                framesPerSecond,
                megabytesPerSecond));
    line(text, "schema", schema + ", " + delivery);
    line(text, "input", "%d, %,d bytes, %,d of JSON".formatted(inputs, fileBytes, contentBytes));
    if (linesDoneBefore > 0) {
      line(text, "before", "%,d lines were already loaded".formatted(linesDoneBefore));
    }
    if (blankLines > 0) {
      line(text, "blank", "%,d lines".formatted(blankLines));
    }
    line(text, "rejected", rejections());
    if (outages != null && outages.count() > 0) {
      line(
          text,
          "outages",
          "%,d, Kafka was away for %.1f s".formatted(outages.count(), outages.seconds()));
    }
    if (lossy()) {
      line(text, "dropped", outages.dropped());
    }
    line(text, "producer", producer.toString());
    line(text, "delivered", tally());
    return text.toString().stripTrailing();
  }

  private String rejections() {
    if (rejected == 0) {
      return "none";
    }
    StringBuilder reasons = new StringBuilder();
    rejectedByReason.forEach(
        (reason, count) ->
            reasons
                .append(reasons.isEmpty() ? "" : ", ")
                .append("%s %,d".formatted(reason, count)));
    return "%,d into %s (%s)".formatted(rejected, deadLetterTopic, reasons);
  }

  /** Whether lines were dropped. */
  boolean lossy() {
    return outages != null && outages.lossy();
  }

  private String tally() {
    long sent = frames + rejected - (outages == null ? 0 : outages.droppedLetters());
    return sent == acknowledged
        ? "all %,d records acknowledged".formatted(sent)
        : "%,d records sent but %,d acknowledged".formatted(sent, acknowledged);
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append("  %-10s%s%n".formatted(label, value));
  }
}
