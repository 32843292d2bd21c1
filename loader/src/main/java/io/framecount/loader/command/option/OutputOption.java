package io.framecount.loader.command.option;

import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Chooses between output for people and for programs. */
public final class OutputOption {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "Format of the summary on stdout: text or json. Default: ${DEFAULT-VALUE}.")
  private Format format;

  /** The two forms. */
  enum Format {
    TEXT,
    JSON
  }

  /** Prints the form that was asked for. */
  public void print(PrintWriter out, Supplier<String> text, Supplier<String> json) {
    out.println(format == Format.JSON ? json.get() : text.get());
    out.flush();
  }
}
