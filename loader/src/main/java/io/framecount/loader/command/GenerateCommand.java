package io.framecount.loader.command;

import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.StandardOptions;
import io.framecount.loader.command.option.StreamOptions;
import io.framecount.loader.generate.StreamPlan;
import io.framecount.loader.generate.StreamWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a stream of frames, and the right answer to it. */
@Command(
    name = "generate",
    description =
        "Writes frames to try things on, one JSON object of about 2 KB per line: root uid "
            + "(text) and ts (epoch seconds) among some 30 other members, with decoys of both "
            + "names further in. Reads no input and needs no Kafka.")
public final class GenerateCommand implements Callable<ExitCode> {
  @Mixin StandardOptions standard;
  @Mixin private StreamOptions stream;
  @Spec private CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "-",
      description = "File to write, gzip if its name ends in .gz; - is stdout, the default.")
  private Path output;

  @Option(
      names = "--expected",
      paramLabel = "FILE",
      description =
          "Also write the exact answer: minute, frames and unique users, tab-separated, "
              + "without the bad lines.")
  private Path expected;

  @Option(
      names = "--force",
      description = "Overwrite existing files. Without this option, an existing file is an error.")
  private boolean force;

  private final OutputStream stdout;

  public GenerateCommand() {
    // Not System.out: it would swallow the end of a pipe.
    this(new FileOutputStream(FileDescriptor.out));
  }

  /** For tests: with another stdout. */
  GenerateCommand(OutputStream stdout) {
    this.stdout = stdout;
  }

  @Override
  public ExitCode call() throws IOException {
    StreamPlan plan = plan();
    if (expected != null && (isStdout(expected) || sameFile())) {
      throw usage("--expected needs a file of its own, other than " + output);
    }
    PrintWriter err = spec.commandLine().getErr();
    new StreamWriter(plan, output, expected, force, isStdout(output) ? stdout : null, err).run();
    return ExitCode.OK;
  }

  private boolean sameFile() {
    return expected.toAbsolutePath().equals(output.toAbsolutePath());
  }

  private StreamPlan plan() {
    try {
      return stream.plan();
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private static boolean isStdout(Path path) {
    return path.toString().equals("-");
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
