package io.framecount.bench.report;

import java.util.List;

/** Figures that depend on a varied quantity. */
public record LinesResult(
    String section, String title, String about, Axis x, Axis y, List<Series> series)
    implements Result {

  /**
   * An axis.
   *
   * @param label label with the unit
   * @param log whether its scale is logarithmic
   */
  public record Axis(String label, boolean log) {}

  /**
   * One line.
   *
   * @param points pairs of x and y, in ascending order of x
   * @param low lower ends of the band around it, or null
   * @param high upper ends of the band around it, or null
   */
  public record Series(
      String name, List<double[]> points, List<double[]> low, List<double[]> high) {
    public Series(String name, List<double[]> points) {
      this(name, points, null, null);
    }
  }
}
