package io.framecount.loader.generate;

import java.time.Duration;
import java.util.Locale;

/** What was written so far. Not thread-safe. */
final class Totals implements BatchObserver {
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

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
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
        elapsed().toMillis() / 1000.0);
  }
}
