package io.framecount.counter;

import io.framecount.WindowCount;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.combine.GroupProgress;
import io.framecount.counter.combine.Tally;
import java.util.List;
import java.util.Locale;

/**
 * Proves that no frame was lost and none counted twice: each frame read was counted or set aside,
 * and the windows together hold as many as were counted since the beginning.
 */
final class Conservation {
  private final KafkaConnection kafka;
  private final Names names;
  private final Report report;

  Conservation(KafkaConnection kafka, Names names, Report report) {
    this.kafka = kafka;
    this.names = names;
    this.report = report;
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
    long inWindows = counts.stream().mapToLong(WindowCount::getFrames).sum();
    if (inWindows != total.counted()) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "the windows of topic '%s' hold %,d frames, but %,d were counted; was the topic, or an offset of group %s, changed by another program?",
              names.output(),
              inWindows,
              total.counted(),
              names.combinerGroup()));
    }
    report.say(
        String.format(
            Locale.ROOT,
            "the %,d windows of topic %s hold all %,d frames counted",
            counts.size(),
            names.output(),
            inWindows));
  }
}
