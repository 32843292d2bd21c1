package io.framecount.counter.command.option;

import io.framecount.counter.query.Query.Asked;
import io.framecount.counter.query.RangeText;
import io.framecount.counter.window.TimeRange;
import io.framecount.counter.window.WindowSize;
import io.framecount.counter.window.Windows;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The range of a query, and the range to compare it with. */
public final class RangeOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Parameters(
      arity = "0..1",
      paramLabel = "RANGE",
      description = {
        "A date, month or year (2016-07-11, 2016-07, 2016), or FROM..TO (TO excluded).",
        "Times are 2016-07-11T13:00:00Z, or 2016-07-11T13:00 or 2016-07-11 in --zone."
      })
  private String range;

  @Option(names = "--from", paramLabel = "MOMENT", description = "Start of the range.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "MOMENT",
      description = "End of the range, excluded. Default: now.")
  private String to;

  @Option(
      names = "--last",
      paramLabel = "SPAN",
      description =
          "The last 90m, 24h, 7d or 4w, up to the last whole window of the smallest size.")
  private String last;

  @Option(
      names = "--and",
      paramLabel = "RANGE",
      description = "Also count the users of the first range who were in this range too.")
  private String and;

  @Option(
      names = "--returning",
      description =
          "Also count the users who were in the span of the same length before, such as last "
              + "week.")
  private boolean returning;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "Time zone of dates and local times. Default: ${DEFAULT-VALUE}.")
  private String zone;

  /**
   * Checks that one range is given in one way.
   *
   * @throws ParameterException if not
   */
  public void check() {
    long ways = Stream.of(range, from, last).filter(way -> way != null).count();
    if (ways != 1) {
      throw usage("say which span of time in one way: RANGE, --from and --to, or --last");
    }
    if (to != null && from == null) {
      throw usage("--to goes with --from");
    }
    if (and != null && returning) {
      throw usage("--and and --returning exclude each other");
    }
    // Ranges that can't be read are refused before Kafka is asked for anything.
    asked(WindowSize.MINUTE);
  }

  /** Returns the ranges, given the size of the finest windows. */
  public Asked asked(WindowSize finest) {
    RangeText text = new RangeText(Windows.parse("minute", zone).zone(), Clock.systemUTC());
    TimeRange first = first(text, finest);
    if (returning) {
      return new Asked(first, Optional.of(text.before(first)), "before");
    }
    return new Asked(first, Optional.ofNullable(and).map(text::range), "and");
  }

  private TimeRange first(RangeText text, WindowSize finest) {
    if (last != null) {
      return text.last(last, finest);
    }
    return from == null ? text.range(range) : text.between(from, to);
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(command.commandLine(), sentence);
  }
}
