package io.framecount.bench.report;

import java.util.List;
import java.util.function.Function;

/**
 * A bar for each entry of a contest, with a whisker from its slowest run to its fastest: work per
 * second, the longer the better, or just seconds if there is nothing to compare with.
 */
final class BarChart {
  private static final int WIDTH = 820;
  private static final int LEFT = 270;
  private static final int RIGHT = 120;
  private static final int TOP = 56;
  private static final int ROW = 30;

  private final ContestResult contest;
  private final List<Entry> entries;

  BarChart(ContestResult contest) {
    this.contest = contest;
    entries = contest.entries().stream().filter(Entry::ran).toList();
  }

  String draw() {
    Svg svg = new Svg(WIDTH, TOP + ROW * entries.size() + 14, contest.title() + ": " + measure());
    svg.text(16, 26, "start", "title", contest.title());
    svg.text(16, 45, "start", "faint", measure());
    double most = entries.stream().mapToDouble(entry -> figures(entry).max()).max().orElse(1);
    for (int row = 0; row < entries.size(); row++) {
      drawRow(svg, entries.get(row), TOP + row * ROW, (WIDTH - LEFT - RIGHT) / most);
    }
    return svg.finish();
  }

  /** Returns the meaning of the bars. */
  String measure() {
    String goes = bySeconds() ? "seconds, shorter is better" : "a second, longer is better";
    String what = bySeconds() ? goes : contest.unit() + " " + goes;
    return what + "; median, with the slowest and the fastest run";
  }

  /** Returns the figures as text, for those who can't see the chart. */
  String words() {
    Function<Entry, String> words = e -> e.name() + " " + Numbers.scaled(figures(e).median());
    return measure() + ": " + String.join(", ", entries.stream().map(words).toList());
  }

  private void drawRow(Svg svg, Entry entry, double top, double scale) {
    Spread figures = figures(entry);
    double middle = top + ROW / 2.0;
    String name = entry.right() ? entry.name() : entry.name() + " (wrong)";
    svg.text(LEFT - 10, middle + 4, "end", entry.ours() ? "strong" : "", name);
    svg.rectangle(LEFT, top + 5, figures.median() * scale, ROW - 10, style(entry));
    double low = LEFT + figures.min() * scale;
    double high = LEFT + figures.max() * scale;
    if (entry.runs().size() > 1) {
      svg.line(low, middle, high, middle, "whisker");
      svg.line(low, middle - 4, low, middle + 4, "whisker");
      svg.line(high, middle - 4, high, middle + 4, "whisker");
    }
    String style = entry.ours() ? "strong" : "";
    svg.text(high + 8, middle + 4, "start", style, Numbers.scaled(figures.median()));
  }

  private static String style(Entry entry) {
    boolean floor = entry.name().startsWith(Names.FLOOR);
    return entry.ours() ? "ours" : floor ? "other pale" : "other";
  }

  private boolean bySeconds() {
    return contest.baseline() == null;
  }

  private Spread figures(Entry entry) {
    return bySeconds()
        ? entry.wall()
        : entry.spread(run -> contest.amount() / Math.max(0.001, run.wall()));
  }
}
