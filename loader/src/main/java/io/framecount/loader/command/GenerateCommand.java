package io.framecount.loader.command;

import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.cli.option.DurationConverter;
import io.framecount.loader.generate.StreamPlan;
import io.framecount.loader.generate.StreamPlan.LineEnd;
import io.framecount.loader.generate.StreamWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

  /** A command with another stdout, for tests. */
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

  /** Describes the stream of frames to generate. */
  public static final class StreamOptions {
    @Option(
        names = "--count",
        paramLabel = "N",
        defaultValue = "1000000",
        description = "Lines to write, bad ones included. Default: ${DEFAULT-VALUE}, about 2.1 GB.")
    private long count;

    @Option(
        names = "--rate",
        paramLabel = "N",
        defaultValue = "1000",
        description =
            "Frames per second of event time; may be below 1, such as 0.05 for a year of "
                + "frames. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
        names = "--users",
        paramLabel = "N",
        defaultValue = "100000",
        description =
            "Different users; each frame is of any of them, all equally likely. "
                + "A user's id depends on its number only, not on --seed. Default: ${DEFAULT-VALUE}.")
    private int users;

    @Option(
        names = "--start",
        paramLabel = "INSTANT",
        defaultValue = "2016-07-11T13:39:44Z",
        description = "Event time of the first frame. Default: ${DEFAULT-VALUE}.")
    private Instant start;

    @Option(
        names = "--late",
        paramLabel = "P",
        defaultValue = "0",
        description = "Share of frames that come late, from 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double late;

    @Option(
        names = "--late-by",
        paramLabel = "DURATION",
        defaultValue = "90s",
        converter = DurationConverter.class,
        description =
            "Longest delay of late frames; delays are whole seconds from 1 s on, all equally "
                + "likely. 90s, 15m, 2h, 1d or ISO 8601 such as PT1M30S. Default: "
                + "${DEFAULT-VALUE}.")
    private Duration lateBy;

    @Option(
        names = "--bad",
        paramLabel = "P",
        defaultValue = "0",
        description =
            "Share of bad lines, from 0 to 1, of these kinds, all equally likely: no uid, no ts, "
                + "uid not a text, ts not a time, ts out of range, truncated, trailing comma, missing colon, "
                + "leading zero, unknown escape, raw control character, invalid UTF-8, text behind the "
                + "object. Default: ${DEFAULT-VALUE}.")
    private double bad;

    @Option(
        names = "--line-ends",
        paramLabel = "lf|crlf",
        defaultValue = "lf",
        description = "Line ending. Default: ${DEFAULT-VALUE}.")
    private LineEnd lineEnd;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "1",
        description =
            "The same options and seed give the same lines, on every machine and Java version. "
                + "Default: ${DEFAULT-VALUE}.")
    private long seed;

    /**
     * The stream asked for.
     *
     * @throws IllegalArgumentException with a sentence that names the option that is out of range
     */
    public StreamPlan plan() {
      return new StreamPlan(count, rate, users, start, late, lateBy, bad, lineEnd, seed);
    }
  }
}
