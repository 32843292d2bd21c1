package io.framecount.counter;

import io.framecount.counter.view.Format;
import io.framecount.counter.view.View;
import picocli.CommandLine.Option;

/** How results are printed. */
final class FormatOption {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "How to print results: table, tsv or json. Default: ${DEFAULT-VALUE}.")
  private Format format;

  Format format() {
    return format;
  }

  View view() {
    return format.view();
  }
}
