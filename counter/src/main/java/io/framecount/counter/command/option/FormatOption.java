package io.framecount.counter.command.option;

import io.framecount.counter.view.Columns;
import io.framecount.counter.view.Format;
import io.framecount.counter.view.View;
import picocli.CommandLine.Option;

/** How results are printed. */
public final class FormatOption {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "Format of the results: table, tsv or json. Default: ${DEFAULT-VALUE}.")
  private Format format;

  /** A view of results of which nothing else is known. */
  public View view() {
    return view(Columns.UNKNOWN);
  }

  public View view(Columns columns) {
    return format.view(columns);
  }

  public Format format() {
    return format;
  }
}
