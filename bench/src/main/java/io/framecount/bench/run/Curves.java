package io.framecount.bench.run;

import io.framecount.bench.contest.Contender;
import io.framecount.bench.contest.Contest;
import io.framecount.bench.report.Entry;
import io.framecount.bench.report.LinesResult;
import io.framecount.bench.report.LinesResult.Axis;
import io.framecount.bench.report.LinesResult.Series;
import io.framecount.bench.report.Section;
import io.framecount.bench.report.SingleRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Builds lines of the cost of a frame, and of the memory, over a varied quantity. */
final class Curves {
  private final Setting setting;
  private final String title;
  private final String varied;
  private final Map<String, List<double[]>> micros = new LinkedHashMap<>();
  private final Map<String, List<double[]>> megabytes = new LinkedHashMap<>();

  /**
   * Empty ones.
   *
   * @param varied label of the axis of what is varied
   */
  Curves(Setting setting, String title, String varied) {
    this.setting = setting;
    this.title = title;
    this.varied = varied;
    System.err.println(" " + title);
  }

  /** Runs a contender once. One that fails, or is wrong, leaves a gap. */
  void run(String line, long x, long frames, Contender contender)
      throws IOException, InterruptedException {
    Contest contest = new Contest(List.of(contender), false, setting.bench()::shortened);
    Entry entry = contest.run().get(0);
    if (entry.ran() && entry.right()) {
      add(line, x, frames, entry);
    }
  }

  /** Adds a known figure. */
  void add(String line, long x, long frames, Entry entry) {
    double cost = entry.wall().median() * 1e6 / frames;
    double memory = entry.spread(SingleRun::megabytes).max();
    micros.computeIfAbsent(line, l -> new ArrayList<>()).add(new double[] {(double) x, cost});
    megabytes.computeIfAbsent(line, l -> new ArrayList<>()).add(new double[] {(double) x, memory});
  }

  void write(String name, String about) throws IOException {
    setting.write(name, lines(title, about, new Axis("µs a frame", wide()), micros));
  }

  void writeMemory(String name) throws IOException {
    String about = "Largest resident set of the process in the same runs.";
    setting.write(name, lines("Memory", about, new Axis("peak MB", false), megabytes));
  }

  /** Returns whether costs are too far apart for a linear axis. */
  private boolean wide() {
    double[] costs =
        micros.values().stream().flatMap(List::stream).mapToDouble(p -> p[1]).toArray();
    double least = DoubleStream.of(costs).min().orElse(1);
    return DoubleStream.of(costs).max().orElse(1) > 20 * least;
  }

  private LinesResult lines(String of, String about, Axis y, Map<String, List<double[]>> points) {
    List<Series> series = new ArrayList<>();
    points.forEach((line, all) -> series.add(new Series(line, all)));
    return new LinesResult(Section.GROWTH.id(), of, about, new Axis(varied, true), y, series);
  }
}
