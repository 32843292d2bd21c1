package io.framecount.loader.generate;

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

  /** How fast it goes, for people. */
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
