package io.framecount.counter.local;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Interruption;
import io.framecount.common.cli.progress.Progress;
import io.framecount.common.input.BatchReader;
import io.framecount.common.input.DamagedInputException;
import io.framecount.common.input.Input;
import io.framecount.common.input.Inputs;
import io.framecount.common.input.StartPoint;
import io.framecount.common.input.WorkAhead;
import io.framecount.counter.frame.json.JsonFrame;
import io.framecount.counter.progress.CountSettings;
import io.framecount.counter.progress.Tally;
import io.framecount.counter.run.RunReport;
import io.framecount.counter.view.RowPrinter;
import java.util.List;
import java.util.Locale;

/**
 * Counts the frames of inputs, one a line, and prints the rows. One thread reads and inflates, some
 * scan, and the caller's counts, in the order of the lines.
 */
public final class LocalRun {
  /** Number of lines set aside that are reported one by one. */
  private static final int TOLD = 10;

  private final CountSettings settings;
  private final List<Input> inputs;
  private final int maxLineBytes;
  private final RunReport report;
  private final LocalCount count;
  private long frames;
  private long setAside;
  private long withoutOffset;

  /**
   * @param maxLineBytes longest line to take
   */
  public LocalRun(CountSettings settings, List<Input> inputs, int maxLineBytes, RunReport report) {
    this.settings = settings;
    this.inputs = inputs;
    this.maxLineBytes = maxLineBytes;
    this.report = report;
    count = new LocalCount(settings);
  }

  /**
   * Counts to the end of the inputs or until a signal comes, and prints what was counted.
   *
   * @throws CommandFailure if an input can't be read to its end; nothing is printed then
   */
  public ExitCode print(RowPrinter printer) throws InterruptedException {
    return print(printer, Runtime.getRuntime().availableProcessors());
  }

  ExitCode print(RowPrinter printer, int threads) throws InterruptedException {
    try (BatchReader reader = new BatchReader(inputs, any -> StartPoint.START, maxLineBytes);
        WorkAhead<ScannedLines> scanned =
            new WorkAhead<>(reader, this::room, threads, "scanning", "scanner");
        Interruption interruption = Interruption.listen(reader::close)) {
      try (Progress progress =
          Progress.ofBytes("counting", Inputs.totalSize(inputs), report.err())) {
        countAll(reader, scanned, progress);
      }
      report.print(count.rows(), printer);
      return summarise(interruption.requested());
    }
  }

  private ScannedLines room() {
    return new ScannedLines(new JsonFrame(settings.fields()), maxLineBytes);
  }

  private void countAll(BatchReader reader, WorkAhead<ScannedLines> scanned, Progress progress)
      throws InterruptedException {
    while (!scanned.ended()) {
      ScannedLines lines = scanned.poll(Long.MAX_VALUE);
      if (lines != null) {
        take(lines, progress);
        scanned.giveBack(lines);
        progress.at(
            reader.rawBytes(),
            () -> String.format(Locale.ROOT, "%,d frames, %,d set aside", frames, setAside));
      }
    }
    if (setAside > TOLD) {
      progress.say(String.format(Locale.ROOT, "and %,d lines more", setAside - TOLD));
    }
  }

  private void take(ScannedLines lines, Progress progress) {
    DamagedInputException damage = lines.lines().damage();
    if (damage != null) {
      throw new CommandFailure(damage.brief(), damage);
    }
    for (int i = 0; i < lines.count(); i++) {
      String problem = lines.problem(i) == null ? lines.addTo(count, i) : lines.problem(i);
      if (problem != null && ++setAside <= TOLD) {
        progress.say(
            String.format(
                Locale.ROOT,
                "%s, %s is set aside: %s",
                lines.lines().input().name(),
                lines.place(i),
                problem));
      }
    }
    frames += lines.count();
    withoutOffset += lines.withoutOffset();
  }

  private ExitCode summarise(boolean stopped) {
    report.tally(
        inputs.size() == 1
            ? inputs.get(0).name()
            : String.format(Locale.ROOT, "%,d inputs", inputs.size()),
        new Tally(frames, count.counted(), setAside));
    if (withoutOffset > 0 && assumesUtc()) {
      report.say(
          String.format(
              Locale.ROOT,
              "%,d times of field '%s' had no offset and were taken as UTC; --time-zone says whose clocks showed them",
              withoutOffset,
              settings.fields().time()));
    }
    if (stopped) {
      report.say("stopped; these are the frames up to there");
      return ExitCode.INTERRUPTED;
    }
    return setAside == 0 ? ExitCode.OK : ExitCode.REJECTED;
  }

  private boolean assumesUtc() {
    return settings.fields().unsaid().textZone().isEmpty();
  }
}
