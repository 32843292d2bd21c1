package io.framecount.loader.outcome;

import io.framecount.loader.outcome.LoadSummary.OutageFigures;
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
    return "%s%s %,d frames%s in %.1f s (%,.0f frames/s, %,.1f MB/s of JSON)"
        .formatted(
            summary.interrupted() ? "interrupted: " : "",
            done,
            summary.frames(),
            where,
            summary.seconds(),
            summary.framesPerSecond(),
            summary.megabytesPerSecond());
  }

  private void conversion() {
    if (summary.schema() != null) {
      line("schema", summary.schema() + (summary.dryRun() ? "" : ", " + summary.delivery()));
    }
    line(
        "input",
        "%d, %,d bytes, %,d of JSON"
            .formatted(summary.inputs(), summary.fileBytes(), summary.contentBytes()));
    if (summary.linesDoneBefore() != null && summary.linesDoneBefore() > 0) {
      line("before", "%,d lines were already loaded".formatted(summary.linesDoneBefore()));
    }
    if (summary.blankLines() > 0) {
      line("blank", "%,d lines".formatted(summary.blankLines()));
    }
    line("rejected", rejections());
    if (summary.openLines() != null) {
      summary.openLines().forEach(open -> line("left", open.toString()));
    }
    ChangedFields.told(summary.droppedFields(), summary.changedValues()).forEach(this::line);
  }

  private void delivery() {
    line("producer", summary.producer().toString());
    line("delivered", summary.deliveries());
    if (summary.topicTally() != null) {
      line("topic", summary.topicTally().toString());
    }
    OutageFigures outages = summary.outages();
    if (outages != null && outages.count() > 0) {
      line(
          "outages",
          "%,d, Kafka was away for %.1f s".formatted(outages.count(), outages.seconds()));
    }
    if (summary.lossy()) {
      line("given up", outages.dropped());
    }
  }

  private String rejections() {
    if (summary.rejected() == 0) {
      return "none";
    }
    String places =
        Stream.of(summary.deadLetterTopic(), summary.rejectFile())
            .filter(place -> place != null)
            .collect(Collectors.joining(" and "));
    String reasons =
        summary.rejectedByReason().entrySet().stream()
            .map(reason -> "%s %,d".formatted(reason.getKey(), reason.getValue()))
            .collect(Collectors.joining(", "));
    return "%,d%s (%s)"
        .formatted(summary.rejected(), places.isEmpty() ? "" : " into " + places, reasons);
  }

  private void line(String label, String value) {
    lines.add("  %-10s%s".formatted(label, value));
  }
}
