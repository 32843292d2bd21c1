package io.framecount.bench.report;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The result of one measurement, and the page's text about it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ContestResult.class, name = "contest"),
  @JsonSubTypes.Type(value = LinesResult.class, name = "lines"),
  @JsonSubTypes.Type(value = TableResult.class, name = "table")
})
public sealed interface Result permits ContestResult, LinesResult, TableResult {
  /** Returns its section of the page, such as {@code load}. */
  String section();

  String title();

  /** Returns an introduction in Markdown: the data, the settings, and notes on the figures. */
  String about();
}
