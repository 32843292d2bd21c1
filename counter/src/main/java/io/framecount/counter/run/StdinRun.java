package io.framecount.counter.run;

import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Interruption;
import io.framecount.common.cli.progress.Progress;
import io.framecount.counter.input.TextSource;
import io.framecount.counter.json.FrameLine;
import io.framecount.counter.json.JsonCount;
import io.framecount.counter.json.LocalCount;
import io.framecount.counter.progress.CountSettings;
import io.framecount.counter.progress.Tally;
import io.framecount.counter.view.RowPrinter;
import java.time.ZoneOffset;
import java.util.Locale;

/** Counts JSON lines in this process alone, for a quick look. */
public final class StdinRun {
  private final CountSettings settings;
  private final RunReport report;

  public StdinRun(CountSettings settings, RunReport report) {
    this.settings = settings;
    this.report = report;
  }

  /** A zone that somebody named is another object, also UTC. */
  private boolean assumesUtc() {
    return settings.fields().unsaid().textZone().filter(ZoneOffset.UTC::equals).isPresent();
  }

  /** Counts to the end of stdin or until a signal comes, and prints what was counted. */
  public ExitCode print(RowPrinter printer) {
    try (Interruption interruption = Interruption.listen(() -> {})) {
      FrameLine line = new FrameLine(settings.fields());
      LocalCount count = new LocalCount(settings);
      Tally tally;
      try (Progress progress = Progress.ofFrames("counting", -1, report.err())) {
        tally = new JsonCount(line, count, progress).run(TextSource.STDIN, interruption::requested);
      }
      report.print(count.rows(), printer);
      report.tally("stdin", tally);
      if (line.withoutOffset() > 0 && assumesUtc()) {
        report.say(
            String.format(
                Locale.ROOT,
                "%,d times of field '%s' had no offset and were taken as UTC; --time-zone says whose clocks showed them",
                line.withoutOffset(),
                settings.fields().time()));
      }
      if (interruption.requested()) {
        report.say("stopped; these are the frames up to there");
        return ExitCode.INTERRUPTED;
      }
      return tally.setAside() == 0 ? ExitCode.OK : ExitCode.REJECTED;
    }
  }
}
