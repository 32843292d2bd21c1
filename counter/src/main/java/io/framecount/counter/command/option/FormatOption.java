package io.framecount.counter.command.option;

import io.framecount.common.cli.Sheet.Format;
import io.framecount.counter.view.Columns;
import io.framecount.counter.view.RowPrinter;
import picocli.CommandLine.Option;

/** The format of the results. */
public final class FormatOption {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "Format of the results: table, tsv or json. Default: ${DEFAULT-VALUE}.")
  private Format format;

  /**
   * Returns a printer of rows.
   *
   * @param columns what is known of the rows
   */
  public RowPrinter printer(Columns columns) {
    return new RowPrinter(format, columns);
  }

  public Format format() {
    return format;
  }
}
