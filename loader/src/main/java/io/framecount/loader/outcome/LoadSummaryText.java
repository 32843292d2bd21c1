package io.framecount.loader.outcome;

import io.framecount.loader.convert.ChangedValue.Kind;
import io.framecount.loader.outcome.Delivery.OutageFigures;
import io.framecount.loader.outcome.LoadSummary.Reading;
import io.framecount.loader.outcome.LoadSummary.Rejections;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A summary as a few lines for a person. */
final class LoadSummaryText {
  private final LoadSummary summary;
  private final List<String> lines = new ArrayList<>();

  private LoadSummaryText(LoadSummary summary) {
    this.summary = summary;
  }

  static String of(LoadSummary summary) {
    LoadSummaryText text = new LoadSummaryText(summary);
    text.lines.add(text.headline());
    text.conversion();
    if (!summary.dryRun()) {
      text.delivery();
    }
    return String.join("%n".formatted(), text.lines);
  }

  private String headline() {
    String done = summary.dryRun() ? "converted" : "loaded";
    String where = summary.dryRun() ? ", sent nothing" : " into " + summary.topic();
    String from = summary.reading().topic() == null ? "" : " from " + summary.reading().topic();
    return "%s%s %,d frames%s%s in %.1f s (%,.0f frames/s, %,.1f MB/s of JSON)"
        .formatted(
            summary.interrupted() ? "interrupted: " : "",
            done,
            summary.frames(),
            from,
            where,
            summary.reading().seconds(),
            summary.framesPerSecond(),
            summary.megabytesPerSecond());
  }

  private void conversion() {
    Reading reading = summary.reading();
    if (summary.schema() != null) {
      line(
          "schema",
          summary.schema() + (summary.dryRun() ? "" : ", " + summary.delivery().guarantee()));
    }
    line(
        "input",
        reading.topic() == null
            ? "%d, %,d bytes, %,d of JSON"
                .formatted(reading.inputs(), reading.fileBytes(), reading.contentBytes())
            : "topic %s with %,d partitions, %,d bytes of JSON"
                .formatted(reading.topic(), reading.inputs(), reading.contentBytes()));
    if (reading.tombstones() > 0) {
      line("skipped", "%,d records without a value".formatted(reading.tombstones()));
    }
    if (reading.deleted() > 0) {
      line(
          "missing",
          "%,d offsets were deleted by Kafka before they were loaded".formatted(reading.deleted()));
    }
    if (!summary.dryRun() && summary.delivery().linesDoneBefore() > 0) {
      line(
          "before",
          "%,d lines were already loaded".formatted(summary.delivery().linesDoneBefore()));
    }
    if (reading.blankLines() > 0) {
      line("blank", "%,d lines".formatted(reading.blankLines()));
    }
    line("rejected", rejections());
    reading.openLines().forEach(open -> line("left", open.toString()));
    ChangedFields.told(
            ChangedFields.of(Kind.DROPPED, summary.changes()),
            ChangedFields.byKind(summary.changes()))
        .forEach(this::line);
  }

  private void delivery() {
    Delivery delivery = summary.delivery();
    line("producer", delivery.producer().toString());
    line("delivered", summary.deliveries());
    if (delivery.topicTally() != null) {
      line("topic", delivery.topicTally().toString());
    }
    OutageFigures outages = delivery.outages();
    if (outages != null && outages.count() > 0) {
      line(
          "outages",
          "%,d, Kafka was away for %.1f s".formatted(outages.count(), outages.seconds()));
    }
    if (summary.lossy()) {
      line("given up", outages.dropped());
    }
    if (summary.interrupted() && summary.reading().topic() != null) {
      line("next", "the progress is saved; the same command goes on from here");
    }
  }

  private String rejections() {
    Rejections rejections = summary.rejections();
    if (rejections.count() == 0) {
      return "none";
    }
    String places =
        Stream.of(rejections.deadLetterTopic(), rejections.file())
            .filter(place -> place != null)
            .collect(Collectors.joining(" and "));
    String reasons =
        rejections.byReason().entrySet().stream()
            .map(reason -> "%s %,d".formatted(reason.getKey(), reason.getValue()))
            .collect(Collectors.joining(", "));
    return "%,d%s (%s)"
        .formatted(rejections.count(), places.isEmpty() ? "" : " into " + places, reasons);
  }

  private void line(String label, String value) {
    lines.add("  %-10s%s".formatted(label, value));
  }
}
