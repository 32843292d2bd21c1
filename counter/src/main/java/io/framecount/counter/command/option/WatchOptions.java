package io.framecount.counter.command.option;

import io.framecount.common.cli.Sheet.Format;
import io.framecount.common.cli.Terminal;
import io.framecount.common.cli.option.DurationConverter;
import io.framecount.counter.view.Columns;
import io.framecount.counter.watch.Display;
import io.framecount.counter.watch.LineDisplay;
import io.framecount.counter.watch.TerminalDisplay;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options to keep showing rows as they change. */
public final class WatchOptions {
  private static final Duration SHORTEST = Duration.ofMillis(100);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--watch",
      description =
          "Keep showing the newest windows until Ctrl-C, redrawn in place on a terminal. With "
              + "--format tsv or json, each change is a line.")
  private boolean asked;

  @Option(
      names = "--interval",
      paramLabel = "DURATION",
      defaultValue = "1s",
      converter = DurationConverter.class,
      description = "Refresh interval of --watch: 1s, 5m, PT0.5S. Default: ${DEFAULT-VALUE}.")
  private Duration interval;

  /**
   * Returns whether to keep showing rows.
   *
   * @throws ParameterException if other options contradict, or there is no terminal
   */
  public boolean asked(Format format) {
    if (!asked && command.commandLine().getParseResult().hasMatchedOption("--interval")) {
      throw refusal("--interval goes with --watch");
    }
    if (interval.compareTo(SHORTEST) < 0) {
      throw refusal("--interval must be PT0.1S or more, not " + interval);
    }
    if (asked && format == Format.TABLE && !Terminal.stdout()) {
      throw refusal(
          "--watch redraws a terminal, and stdout is none; use --format tsv or json to get each"
              + " change as a line");
    }
    return asked;
  }

  public Duration interval() {
    return interval;
  }

  public Display display(String topic, Columns columns, Format format, PrintWriter out) {
    return format == Format.TABLE
        ? new TerminalDisplay(topic, columns, out)
        : new LineDisplay(columns, format, out);
  }

  private ParameterException refusal(String sentence) {
    return new ParameterException(command.commandLine(), sentence);
  }
}
