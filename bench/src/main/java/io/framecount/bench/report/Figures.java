package io.framecount.bench.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** Collects figures: prints the tables, and optionally writes all to files. */
public final class Figures {
  private final Optional<Path> directory;
  private final PrintStream out;

  /**
   * @param directory where the files go; it is made if it is not there
   */
  public Figures(Optional<Path> directory, PrintStream out) {
    this.directory = directory;
    this.out = out;
  }

  /**
   * Adds a figure.
   *
   * @param name name of its file, without the suffix {@code .json}; files are shown in their order
   */
  public void add(String name, Result figure) throws IOException {
    if (figure instanceof TableResult table) {
      new TableText(table).print(out);
    }
    if (directory.isPresent()) {
      ResultFiles.write(directory.get(), name, figure);
    }
  }
}
