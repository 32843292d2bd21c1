package io.framecount.counter;

import io.framecount.WindowCount;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.combine.GroupProgress;
import io.framecount.counter.combine.Tally;
import io.framecount.counter.window.WindowLabels;
import io.framecount.counter.window.Windows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Proves that no frame was lost and none counted twice: each frame read was counted or set aside,
 * and the windows together hold as many as were counted since the beginning.
 */
final class Conservation {
  private final KafkaConnection kafka;
  private final Names names;
  private final Windows windows;
  private final Report report;

  Conservation(KafkaConnection kafka, CountPlan plan, Report report) {
    this.kafka = kafka;
    this.report = report;
    names = plan.names();
    windows = plan.settings().windows();
  }

  /** What all combiners have counted, at one moment. */
  record Books(GroupProgress progress) {}

  /** Notes what is counted now, before one waits for it to be merged. */
  Books open() {
    return new Books(GroupProgress.of(kafka, names.combinerGroup(), names.source()));
  }

  void requireConserved(Tally tally) {
    if (!tally.conserved()) {
      throw new CommandFailure("frames are missing in the tally: " + tally);
    }
  }

  /**
   * Holds the merged results against the books.
   *
   * @param counts all results, read after all partials of the books were merged
   */
  void close(Books books, List<WindowCount> counts) {
    Tally total = books.progress().tally();
    report.tally("in total", total);
    requireConserved(total);
    if (!open().equals(books)) {
      report.say(
          "another counter goes on counting, so the windows are not compared with the total");
      return;
    }
    framesBySize(counts).forEach((size, frames) -> requireAll(size, frames, total.counted()));
    report.say(
        String.format(
            Locale.ROOT,
            "the %,d windows of topic %s hold all %,d frames counted",
            windows(counts),
            names.output(),
            total.counted()));
  }

  /** Windows of each size hold every frame. */
  private Map<String, Long> framesBySize(List<WindowCount> counts) {
    Map<String, Long> frames = new LinkedHashMap<>();
    windows.sizes().forEach(size -> frames.put(size.text(), 0L));
    List<String> labels = WindowLabels.of(counts, windows);
    for (int i = 0; i < counts.size(); i++) {
      frames.merge(labels.get(i), counts.get(i).getFrames(), Long::sum);
    }
    return frames;
  }

  private long windows(List<WindowCount> counts) {
    List<String> labels = WindowLabels.of(counts, windows);
    return IntStream.range(0, counts.size())
        .mapToObj(i -> labels.get(i) + counts.get(i).getStart())
        .distinct()
        .count();
  }

  private void requireAll(String size, long frames, long counted) {
    if (frames != counted) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "the windows (%s) of topic '%s' hold %,d frames, but %,d were counted; was the topic, or an offset of group %s, changed by another program?",
              size,
              names.output(),
              frames,
              counted,
              names.combinerGroup()));
    }
  }
}
