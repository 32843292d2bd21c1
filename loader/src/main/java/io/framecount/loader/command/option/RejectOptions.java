package io.framecount.loader.command.option;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.input.Input;
import io.framecount.loader.reject.ErrorLimit;
import io.framecount.loader.reject.RejectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for lines that can't be loaded. */
public final class RejectOptions {
  @Option(
      names = "--reject-file",
      paramLabel = "FILE",
      description =
          "Also append rejected lines to FILE, as JSON lines with reason and place. A load "
              + "that was killed and resumed may append a line twice; a replay takes it once.")
  private Path file;

  @Option(
      names = "--no-dead-letter-topic",
      description = "Don't write rejected lines to topic <topic>-dlq; needs --reject-file.")
  private boolean noTopic;

  @Option(
      names = "--max-errors",
      paramLabel = "N|P%",
      converter = ErrorLimit.Converter.class,
      description =
          "Stop with code 1 after more than N rejected lines, or P%% of the lines of this run "
              + "(from 1,000 lines on). Progress until then is kept. Default: never.")
  private ErrorLimit maxErrors;

  /** The file for rejected lines, or null. */
  public Path file() {
    return file;
  }

  /** Returns whether rejected lines go to the dead letter topic. */
  public boolean toTopic() {
    return !noTopic;
  }

  /** The limit of rejected lines at which a load gives up. */
  public ErrorLimit maxErrors() {
    return maxErrors == null ? ErrorLimit.NONE : maxErrors;
  }

  /** Returns the fault in these options; empty if there is none. */
  public Optional<String> problem() {
    return noTopic && file == null
        ? Optional.of(
            "--no-dead-letter-topic needs --reject-file, or rejected lines would be nowhere")
        : Optional.empty();
  }

  /**
   * Sees to it that no input is written to.
   *
   * @throws CommandFailure if the reject file is one of them
   */
  public void refuseAmong(List<Input> inputs) {
    if (file != null && inputs.stream().anyMatch(this::isFile)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--reject-file %s is one of the files to load; name another".formatted(file));
    }
  }

  /** Opens the file for rejected lines; null if none is wanted. */
  public RejectFile open() {
    return file == null ? null : RejectFile.open(file);
  }

  private boolean isFile(Input input) {
    try {
      return input instanceof Input.File known
          && Files.exists(file)
          && Files.isSameFile(known.path(), file);
    } catch (IOException e) {
      return false;
    }
  }
}
