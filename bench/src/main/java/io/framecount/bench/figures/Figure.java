package io.framecount.bench.figures;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** A table or a chart of one section of the page of benchmarks; its JSON says in {@code kind}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Figure.Table.class, name = "table"),
  @JsonSubTypes.Type(value = Figure.Lines.class, name = "lines")
})
public sealed interface Figure {
  /**
   * Rows of text.
   *
   * @param about in Markdown: what was measured, with which data and settings
   */
  record Table(
      String section, String title, String about, List<String> columns, List<List<String>> rows)
      implements Figure {}

  /**
   * Lines over a common axis.
   *
   * @param about in Markdown: what was measured, with which data and settings
   */
  record Lines(String section, String title, String about, Axis x, Axis y, List<Series> series)
      implements Figure {}

  /**
   * An axis.
   *
   * @param log whether it is logarithmic
   */
  record Axis(String label, boolean log) {}

  /**
   * One line, and perhaps a band around it.
   *
   * @param points pairs of x and y, with ascending x
   * @param low lower edge of the band, as points; null for none
   * @param high upper edge of the band, as points; null for none
   */
  record Series(
      String name, List<List<Double>> points, List<List<Double>> low, List<List<Double>> high) {}
}
