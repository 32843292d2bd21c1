package io.framecount.counter.run;

import io.framecount.WindowCount;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.late.LateKey;
import io.framecount.counter.late.LateTopic;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.progress.GroupProgress;
import io.framecount.counter.progress.Tally;
import io.framecount.counter.recount.Merged;
import io.framecount.counter.view.CountsTopic;
import io.framecount.counter.window.WindowKey;
import io.framecount.counter.window.Windows;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks that each frame read was counted once or set aside: the windows together must hold as many
 * frames as were counted since the beginning.
 */
final class Conservation {
  private final KafkaConnection kafka;
  private final CountNames names;
  private final CountsTopic topic;
  private final LateTopic lateTopic;
  private final Windows windows;
  private final boolean grouped;
  private final RunReport report;

  Conservation(KafkaConnection kafka, CountPlan plan, RunReport report) {
    this.kafka = kafka;
    this.report = report;
    names = plan.names();
    topic = plan.counts(kafka);
    lateTopic = new LateTopic(kafka, names.late(), plan.merger().partials());
    windows = plan.settings().windows();
    grouped = plan.settings().grouped();
  }

  /** The progress of all combiners at one moment. */
  record Totals(GroupProgress progress) {}

  /** Returns the present totals, to be taken before one waits until they are merged. */
  Totals totals() {
    return new Totals(GroupProgress.of(kafka, names.combinerGroup(), names.source()));
  }

  /** Reads the rows and late frames as they are now. */
  Merged merged() {
    return Merged.read(topic, lateTopic);
  }

  void requireConserved(Tally tally) {
    if (!tally.conserved()) {
      throw new CommandFailure("frames are missing in the tally: " + tally);
    }
  }

  /**
   * Compares the merged rows with the totals.
   *
   * @param merged read after all partials behind the totals were merged
   */
  void requireConserved(Totals totals, Merged merged) {
    Tally total = totals.progress().tally();
    report.tally("in total", total);
    totals.progress().beginning(names.source()).ifPresent(report::say);
    requireConserved(total);
    if (!totals().equals(totals) || !merged.still()) {
      report.say(
          "another counter goes on counting, so the windows are not compared with the total");
      return;
    }
    Map<String, Long> frames = rowsBySize(merged.rows());
    Map<String, Long> late = lateBySize(merged.late());
    frames.forEach(
        (size, held) -> requireAll(size, held, late.getOrDefault(size, 0L), total.counted()));
    long apart = late.values().stream().mapToLong(Long::longValue).max().orElse(0);
    report.say(
        String.format(
            Locale.ROOT,
            "the %,d windows of topic %s hold all %,d frames counted%s",
            windows(merged.rows().keySet()),
            names.output(),
            total.counted(),
            apart == 0 ? "" : apart(late)));
  }

  /** Returns the late frames that are in no row, as a part of a sentence. */
  private String apart(Map<String, Long> late) {
    return late.entrySet().stream()
        .filter(size -> size.getValue() > 0)
        .map(size -> String.format(Locale.ROOT, "%,d (%s)", size.getValue(), size.getKey()))
        .collect(
            Collectors.joining(
                ", ",
                ", but for late ones that topic %s keeps: ".formatted(names.late()),
                "; to add them: " + names.recount()));
  }

  /** Sums the frames by size of window: windows of each size hold every frame. */
  private Map<String, Long> rowsBySize(Map<String, WindowCount> rows) {
    Map<String, Long> frames = noFrames();
    rows.forEach(
        (key, row) -> frames.merge(new WindowKey(key).sizeName(), row.getFrames(), Long::sum));
    return frames;
  }

  private Map<String, Long> lateBySize(Map<LateKey, Long> late) {
    Map<String, Long> frames = noFrames();
    late.forEach(
        (key, more) -> frames.merge(new WindowKey(key.window()).sizeName(), more, Long::sum));
    return frames;
  }

  private Map<String, Long> noFrames() {
    Map<String, Long> frames = new LinkedHashMap<>();
    windows.sizes().forEach(size -> frames.put(size.text(), 0L));
    return frames;
  }

  /** Returns how many windows there are, each with all its groups. */
  private long windows(Set<String> keys) {
    return grouped
        ? keys.stream().map(key -> new WindowKey(key).withoutGroup()).distinct().count()
        : keys.size();
  }

  private void requireAll(String size, long held, long late, long counted) {
    if (held + late != counted) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "the windows (%s) of topic '%s' hold %,d frames and topic '%s' %,d late ones, but %,d"
                  + " were counted; was a topic, or an offset of group %s, changed by another"
                  + " program?",
              size,
              names.output(),
              held,
              names.late(),
              late,
              counted,
              names.combinerGroup()));
    }
  }
}
