package io.framecount.common.input;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Names the inputs and limits their lines. */
public final class InputOptions {
  /** A line this long still fits into the producer's buffer beside others. */
  private static final int LONGEST = 32 * 1024 * 1024;

  @Option(
      names = {"-f", "--file"},
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "JSON to read: files, directories, globs, pipes, or - for stdin. One object a line, or "
              + "objects in any other way; plain, gzip, zstd, bzip2, xz or lz4, also in tar and zip "
              + "archives; detected by content, not by name.")
  private List<String> files = List.of();

  @Option(
      names = "--max-line-bytes",
      paramLabel = "BYTES",
      defaultValue = "1048576",
      description = "Longest accepted line; longer lines are rejected. Default: ${DEFAULT-VALUE}.")
  private int maxLineBytes;

  /** Returns whether no input was named. */
  public boolean isEmpty() {
    return files.isEmpty();
  }

  /** The names of the inputs as the user gave them. */
  public List<String> files() {
    return files;
  }

  /**
   * Finds the inputs that were named, for a load.
   *
   * @param err is told of directories that are passed over
   * @throws io.framecount.common.cli.CommandFailure if one of them does not hold JSON lines
   */
  public List<Input> inputs(PrintWriter err) {
    return inputs(files, Input.Reading.USUAL, err);
  }

  /**
   * Finds inputs, whoever named them.
   *
   * @param err is told of directories that are passed over
   * @throws io.framecount.common.cli.CommandFailure if JSON lines are wanted and one of them does
   *     not hold any
   */
  public static List<Input> inputs(List<String> names, Input.Reading reading, PrintWriter err) {
    Consumer<String> warn = notice -> err.println("warning: " + notice);
    List<Input> found = Inputs.resolve(names, reading, warn);
    return reading.command() == null ? found : Inputs.requireJson(found, reading.command(), warn);
  }

  /** Returns the fault in these options; empty if there is none. */
  public Optional<String> problem() {
    if (files.contains("")) {
      return Optional.of("--file is empty; a variable of the shell may not be set");
    }
    return maxLineBytes >= 1 && maxLineBytes <= LONGEST
        ? Optional.empty()
        : Optional.of(
            "--max-line-bytes must be 1 to %,d, not %,d".formatted(LONGEST, maxLineBytes));
  }

  /** Longest line to take. */
  public int maxLineBytes() {
    return maxLineBytes;
  }
}
