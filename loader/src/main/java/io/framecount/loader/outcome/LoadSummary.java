package io.framecount.loader.outcome;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framecount.common.letters.LetterTopic;
import io.framecount.loader.command.option.LoadOptions;
import io.framecount.loader.convert.ChangedValue.Kind;
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
 * The result of a load. Components that only a load that sends can know are null for a dry run.
 *
 * @param schema subject, version and id that the frames were written under, or the serializer that
 *     alone knows; for a dry run, what was named
 * @param frames frames delivered by this run
 * @param rejectFile file that holds the rejected lines, too
 * @param openLines last lines without an end, left for the next run; null if there are none
 * @param damaged inputs that could not be read to their end, and why; null if there are none
 * @param changedValues fields in which frames differ otherwise from their lines, by the kind of
 *     change
 * @param acknowledged records that brokers have confirmed: frames and dead letters
 * @param linesDoneBefore lines that earlier runs had done and this one passed over
 * @param contentBytes bytes of JSON read by this run, decompressed
 * @param fileBytes bytes taken from the inputs as they lie there
 * @param seconds of the whole run, connecting included
 * @param topicTally what was sent, held against what the topic has; null if Kafka was away then
 * @param outages null if Kafka always answered
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadSummary(
    String topic,
    boolean dryRun,
    String schema,
    String delivery,
    int inputs,
    long frames,
    long rejected,
    Map<String, Long> rejectedByReason,
    String deadLetterTopic,
    String rejectFile,
    List<RunOutcome.OpenLine> openLines,
    List<String> damaged,
    ChangedFields droppedFields,
    Map<String, ChangedFields> changedValues,
    long blankLines,
    Long linesDoneBefore,
    Long acknowledged,
    long contentBytes,
    long fileBytes,
    double seconds,
    double framesPerSecond,
    double megabytesPerSecond,
    boolean interrupted,
    ProducerFigures producer,
    TopicTally topicTally,
    OutageFigures outages) {
  private static final ObjectMapper JSON =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  /** Sums up what is known without Kafka. */
  public static LoadSummary of(
      LoadOptions options, String schema, int inputs, LoadTally tally, RunOutcome verdict) {
    double seconds = tally.seconds();
    String topic = options.topic().topic();
    boolean rejected = tally.rejected() > 0;
    boolean toTopic = rejected && options.rejects().toTopic() && !options.dryRun();
    return new LoadSummary(
        topic,
        options.dryRun(),
        schema,
        null,
        inputs,
        tally.frames(),
        tally.rejected(),
        tally.rejectedByReason(),
        toTopic ? LetterTopic.of(topic) : null,
        rejected && options.rejects().file() != null ? options.rejects().file().toString() : null,
        verdict.openLines().isEmpty() ? null : verdict.openLines(),
        verdict.damages().isEmpty() ? null : verdict.damages(),
        ChangedFields.of(Kind.DROPPED, tally.changes()),
        ChangedFields.byKind(tally.changes()),
        tally.blankLines(),
        null,
        null,
        tally.contentBytes(),
        tally.fileBytes(),
        seconds,
        tally.frames() / seconds,
        tally.contentBytes() / 1e6 / seconds,
        tally.interrupted(),
        null,
        null,
        null);
  }

  /** Returns this summary with the figures of the delivery added. */
  public LoadSummary delivered(
      String guarantee,
      long linesBefore,
      FrameProducer sender,
      TopicTally sent,
      OutageFigures away) {
    long delivered = frames - away.droppedFrames();
    return new LoadSummary(
        topic,
        dryRun,
        schema,
        guarantee,
        inputs,
        delivered,
        rejected,
        rejectedByReason,
        deadLetterTopic,
        rejectFile,
        openLines,
        damaged,
        droppedFields,
        changedValues,
        blankLines,
        linesBefore,
        sender.acknowledged(),
        contentBytes,
        fileBytes,
        seconds,
        delivered / seconds,
        megabytesPerSecond,
        interrupted,
        ProducerFigures.of(sender.metrics()),
        sent,
        away.isEmpty() ? null : away);
  }

  /** Returns a sentence if frames are not where they should be. */
  public Optional<String> failure() {
    if (acknowledged != sent()) {
      return Optional.of(deliveries() + "; load again with --from-start into an empty topic");
    }
    return topicTally == null || topicTally.problems().isEmpty()
        ? Optional.empty()
        : Optional.of("topic %s does not hold what was sent: %s".formatted(topic, topicTally));
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

  /** Returns a few lines for a person. */
  public String toText() {
    return LoadSummaryText.of(this);
  }

  /** Returns whether lines were dropped. */
  public boolean lossy() {
    return outages != null && outages.lossy();
  }

  /** Returns how many records were handed to the client. */
  long sent() {
    long letters = outages == null ? rejected : rejected - outages.droppedLetters();
    return deadLetterTopic == null ? frames : frames + letters;
  }

  /** Returns how many of them arrived, in words. */
  String deliveries() {
    return sent() == acknowledged
        ? "all %,d records acknowledged".formatted(sent())
        : "%,d records sent but %,d acknowledged".formatted(sent(), acknowledged);
  }

  /**
   * Outages of Kafka during a load, and the records lost to them.
   *
   * @param count how often it did not answer
   * @param seconds for how long, together
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

    /** Returns what was dropped, and which lines. */
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
}
