package io.framecount.bench.report;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What one measurement came to, and all that the page says about it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ContestResult.class, name = "contest"),
  @JsonSubTypes.Type(value = LinesResult.class, name = "lines"),
  @JsonSubTypes.Type(value = TableResult.class, name = "table")
})
public sealed interface Result permits ContestResult, LinesResult, TableResult {
  /** Returns where on the page it stands, such as {@code load}. */
  String section();

  String title();

  /** Markdown: the data, the settings, what is to be known before the figures are read. */
  String about();
}
