package io.framecount.loader.generate;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Progress;
import io.framecount.common.cli.StandardOptions;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
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
    if (expected == null) {
      generate(plan, null);
      return ExitCode.OK;
    }
    if (isStdout(expected) || expected.toAbsolutePath().equals(output.toAbsolutePath())) {
      throw usage("--expected needs a file of its own, other than " + output);
    }
    try (Target answer = Target.file(expected, force)) {
      generate(plan, answer);
    }
    return ExitCode.OK;
  }

  private StreamPlan plan() {
    try {
      return stream.plan();
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private void generate(StreamPlan plan, Target answer) throws IOException {
    try (Target lines = isStdout(output) ? Target.stream(stdout) : Target.file(output, force)) {
      write(plan, lines, answer);
    } catch (IOException e) {
      if (!isStdout(output) || !readerLeft(e)) {
        throw new CommandFailure(
            "could not finish writing %s: %s".formatted(names(), e.getMessage()), e);
      }
      // As with any filter before head: it has seen enough. The answer would be to more than that.
    }
  }

  private void write(StreamPlan plan, Target lines, Target answer) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Totals totals = new Totals();
    ExpectedCounts tally = answer == null ? null : new ExpectedCounts(plan, writer(answer));
    CountingStream out = new CountingStream(lines.out());
    try (Progress progress = Progress.ofFrames("generating", plan.count(), err)) {
      new Generator(plan, Packing.of(output.toString()), Runtime.getRuntime().availableProcessors())
          .run(
              out,
              batch -> {
                totals.written(batch);
                progress.at(totals.frames(), totals::pace);
                if (tally != null) {
                  tally.written(batch);
                }
              });
    }
    lines.commit();
    if (tally != null) {
      tally.finish();
      answer.commit();
    }
    err.println(totals.line(out.count()));
  }

  private static BufferedWriter writer(Target target) {
    return new BufferedWriter(new OutputStreamWriter(target.out(), StandardCharsets.UTF_8));
  }

  private String names() {
    String lines = isStdout(output) ? "stdout" : output.toString();
    return expected == null ? lines : lines + " and " + expected;
  }

  private static boolean isStdout(Path path) {
    return path.toString().equals("-");
  }

  /** The JDK tells of EPIPE only in the system's words, which keep "pipe" in most languages. */
  private static boolean readerLeft(IOException e) {
    String message = e.getMessage();
    return message != null && message.toLowerCase(Locale.ROOT).contains("pipe");
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
