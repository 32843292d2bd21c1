package io.framecount.bench.report;

import io.framecount.bench.report.LinesResult.Series;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** A line for each series over a common axis, with a band where one is known. */
final class LineChart {
  private static final int WIDTH = 820;
  private static final int LEFT = 76;
  private static final int TOP = 70;
  private static final int PLOT_HEIGHT = 260;
  private static final int BOTTOM = 58;
  private static final int A_LETTER = 8;

  private final LinesResult lines;
  private final Scale x;
  private final Scale y;
  private final int right;

  LineChart(LinesResult lines) {
    this.lines = lines;
    int longest =
        lines.series().stream().mapToInt(series -> series.name().length()).max().orElse(0);
    right = WIDTH - 60 - Math.max(10, longest) * A_LETTER;
    x = scale(points(Series::points), 0, lines.x().log());
    Stream<double[]> bands = Stream.concat(points(Series::low), points(Series::high));
    y = scale(Stream.concat(points(Series::points), bands), 1, lines.y().log());
  }

  String draw() {
    Svg svg = new Svg(WIDTH, TOP + PLOT_HEIGHT + BOTTOM, lines.title());
    svg.text(16, 26, "start", "title", lines.title());
    svg.text(16, 45, "start", "faint", lines.y().label());
    drawAxes(svg);
    for (int i = 0; i < lines.series().size(); i++) {
      drawSeries(svg, lines.series().get(i), i);
    }
    return svg.finish();
  }

  /** Returns the figures as text, for those who can't see the chart. */
  String words() {
    Function<double[], String> point = p -> Numbers.scaled(p[0]) + ": " + Numbers.brief(p[1]);
    Function<Series, String> series =
        s -> s.name() + " " + s.points().stream().map(point).collect(Collectors.joining(", "));
    return lines.y().label()
        + " over "
        + lines.x().label()
        + "; "
        + lines.series().stream().map(series).collect(Collectors.joining("; "));
  }

  private void drawAxes(Svg svg) {
    double bottom = TOP + PLOT_HEIGHT;
    for (double mark : y.marks()) {
      svg.line(LEFT, down(mark), right, down(mark), "grid");
      svg.text(LEFT - 8, down(mark) + 4, "end", "faint", Numbers.scaled(mark));
    }
    for (double mark : x.marks()) {
      svg.line(across(mark), bottom, across(mark), bottom + 5, "axis");
      svg.text(across(mark), bottom + 20, "middle", "faint", Numbers.scaled(mark));
    }
    svg.line(LEFT, bottom, right, bottom, "axis");
    double middle = (LEFT + right) / 2.0;
    svg.text(middle, bottom + 42, "middle", "faint", lines.x().label());
  }

  private void drawSeries(Svg svg, Series series, int index) {
    String colour = "s" + index % Svg.COLOURS;
    if (series.low() != null && series.high() != null) {
      Stream<double[]> back = reversed(series.low());
      svg.polygon(path(Stream.concat(series.high().stream(), back)), "band fill " + colour);
    }
    svg.polyline(path(series.points().stream()), "line " + colour);
    series.points().forEach(p -> svg.dot(across(p[0]), down(p[1]), "fill " + colour));
    double row = TOP + 8 + index * 20.0;
    svg.line(right + 16, row, right + 36, row, "line " + colour);
    svg.text(right + 42, row + 4, "start", "", series.name());
  }

  private String path(Stream<double[]> points) {
    return points
        .map(p -> String.format(Locale.ROOT, "%.1f,%.1f", across(p[0]), down(p[1])))
        .collect(Collectors.joining(" "));
  }

  private double across(double figure) {
    return LEFT + x.at(figure) * (right - LEFT);
  }

  private double down(double figure) {
    return TOP + (1 - y.at(figure)) * PLOT_HEIGHT;
  }

  private Stream<double[]> points(Function<Series, List<double[]>> which) {
    return lines.series().stream().map(which).filter(Objects::nonNull).flatMap(List::stream);
  }

  private static Stream<double[]> reversed(List<double[]> points) {
    int last = points.size() - 1;
    return Stream.iterate(last, i -> i >= 0, i -> i - 1).map(points::get);
  }

  /**
   * Returns the scale of an axis. A logarithmic one has no zero, so the smallest positive figure is
   * its lower end.
   */
  private static Scale scale(Stream<double[]> points, int axis, boolean log) {
    double[] figures =
        points.flatMapToDouble(p -> DoubleStream.of(p[axis])).filter(f -> !log || f > 0).toArray();
    double min = DoubleStream.of(figures).min().orElse(log ? 1 : 0);
    return Scale.over(min, DoubleStream.of(figures).max().orElse(1), log);
  }
}
