package io.framecount.loader.generate;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.progress.Progress;
import io.framecount.loader.generate.Batch.BatchObserver;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Writes a stream of frames and, if asked for, the exact answer to it. Used once. */
public final class StreamWriter {
  private final StreamPlan plan;
  private final Path output;
  private final Path expected;
  private final boolean force;
  private final OutputStream stdout;
  private final PrintWriter err;

  /**
   * @param output file of the frames, gzip if its name ends in {@code .gz}
   * @param expected file of the answer; null for none
   * @param force whether existing files may be replaced
   * @param stdout takes the frames instead of the file; null for the file
   */
  public StreamWriter(
      StreamPlan plan,
      Path output,
      Path expected,
      boolean force,
      OutputStream stdout,
      PrintWriter err) {
    this.plan = plan;
    this.output = output;
    this.expected = expected;
    this.force = force;
    this.stdout = stdout;
    this.err = err;
  }

  /**
   * Writes the frames and the answer. A reader of stdout that leaves early is no failure, but
   * leaves no answer.
   *
   * @throws CommandFailure if a file exists, or can't be written
   */
  public void run() throws IOException {
    if (expected == null) {
      write(null);
      return;
    }
    try (Target answer = Target.file(expected, force)) {
      write(answer);
    }
  }

  private void write(Target answer) throws IOException {
    try (Target lines = stdout == null ? Target.file(output, force) : Target.stream(stdout)) {
      write(lines, answer);
    } catch (IOException e) {
      if (stdout == null || !readerLeft(e)) {
        throw new CommandFailure(
            "could not finish writing %s: %s".formatted(names(), e.getMessage()), e);
      }
      // As with any filter before head: it has seen enough. The answer would be to more than that.
    }
  }

  private void write(Target lines, Target answer) throws IOException {
    Totals totals = new Totals();
    ExpectedCounts counts = answer == null ? null : new ExpectedCounts(plan, writer(answer));
    CountingStream out = new CountingStream(lines.out());
    try (Progress progress = Progress.ofFrames("generating", plan.count(), err)) {
      new Generator(plan, Packing.of(output.toString()), Runtime.getRuntime().availableProcessors())
          .run(
              out,
              batch -> {
                totals.written(batch);
                progress.at(totals.frames(), totals::pace);
                if (counts != null) {
                  counts.written(batch);
                }
              });
    }
    lines.commit();
    if (counts != null) {
      counts.finish();
      answer.commit();
    }
    err.println(totals.line(out.count()));
  }

  private static BufferedWriter writer(Target target) {
    return new BufferedWriter(new OutputStreamWriter(target.out(), StandardCharsets.UTF_8));
  }

  private String names() {
    String lines = stdout == null ? output.toString() : "stdout";
    return expected == null ? lines : lines + " and " + expected;
  }

  /** The JDK tells of EPIPE only in the system's words, which keep "pipe" in most languages. */
  private static boolean readerLeft(IOException e) {
    String message = e.getMessage();
    return message != null && message.toLowerCase(Locale.ROOT).contains("pipe");
  }

  /** The amount written so far. Not thread-safe. */
  static final class Totals implements BatchObserver {
    private final long startNanos = System.nanoTime();
    private long frames;
    private long late;
    private long bad;
    private long rawBytes;

    @Override
    public void written(Batch batch) {
      frames += batch.good() + batch.bad();
      late += batch.late();
      bad += batch.bad();
      rawBytes += batch.lines().length();
    }

    long frames() {
      return frames;
    }

    /** Returns the rate as text. */
    String pace() {
      return String.format(Locale.ROOT, "%,.0f frames/s", frames / seconds());
    }

    private double seconds() {
      return Math.max(1e-3, (System.nanoTime() - startNanos) / 1e9);
    }

    /** One line for people. */
    String line(long writtenBytes) {
      return String.format(
          Locale.ROOT,
          "%,d frames (%,d late, %,d bad), %,d bytes of JSON, %,d bytes written, %.1f s",
          frames,
          late,
          bad,
          rawBytes,
          writtenBytes,
          seconds());
    }
  }

  /** Counts what really goes out. Not thread-safe. */
  static final class CountingStream extends FilterOutputStream {
    private long count;

    CountingStream(OutputStream out) {
      super(out);
    }

    long count() {
      return count;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
    }
  }
}
