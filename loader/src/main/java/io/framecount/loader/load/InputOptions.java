package io.framecount.loader.load;

import io.framecount.loader.input.Input;
import io.framecount.loader.input.Inputs;
import java.util.List;
import picocli.CommandLine.Option;

/** What to load. */
final class InputOptions {
  @Option(
      names = {"-f", "--file"},
      arity = "1..*",
      paramLabel = "FILE",
      description = {
        "JSON lines to load: files, directories, globs, or - for stdin.",
        "Plain, gzip, zstd, bzip2 or xz, told by content, not by name."
      })
  private List<String> files = List.of();

  @Option(
      names = "--max-line-bytes",
      paramLabel = "BYTES",
      defaultValue = "1048576",
      description = "Longest line to take; longer ones are rejected. Default: ${DEFAULT-VALUE}.")
  private int maxLineBytes;

  boolean isEmpty() {
    return files.isEmpty();
  }

  List<Input> inputs() {
    return Inputs.resolve(files);
  }

  int maxLineBytes() {
    return maxLineBytes;
  }
}
