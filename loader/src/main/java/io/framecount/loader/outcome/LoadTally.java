package io.framecount.loader.outcome;

import io.framecount.common.input.SinceCommit;
import io.framecount.loader.convert.ChangedValue;
import io.framecount.loader.metrics.LoadSnapshot;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what became of the lines. Not thread-safe. */
public final class LoadTally implements SinceCommit {
  private final Map<String, Long> rejectedByReason = new TreeMap<>();
  private final Map<ChangedValue, Long> changes = new HashMap<>();
  private final long started = System.nanoTime();
  private long frames;
  private long rejected;
  private long blank;
  private long tombstones;
  private long skipped;
  private long contentBytes;
  private long fileBytes;
  private boolean interrupted;
  private Counts safe = new Counts(0, 0, Map.of(), Map.of(), 0, 0, 0, 0);

  private record Counts(
      long frames,
      long rejected,
      Map<String, Long> reasons,
      Map<ChangedValue, Long> changes,
      long blank,
      long tombstones,
      long skipped,
      long contentBytes) {}

  @Override
  public void committed() {
    safe =
        new Counts(
            frames,
            rejected,
            Map.copyOf(rejectedByReason),
            Map.copyOf(changes),
            blank,
            tombstones,
            skipped,
            contentBytes);
  }

  @Override
  public void rollBack() {
    frames = safe.frames();
    rejected = safe.rejected();
    rejectedByReason.clear();
    rejectedByReason.putAll(safe.reasons());
    changes.clear();
    changes.putAll(safe.changes());
    blank = safe.blank();
    tombstones = safe.tombstones();
    skipped = safe.skipped();
    contentBytes = safe.contentBytes();
  }

  /** Lines counted since the last commit, whatever became of them. */
  public long uncommittedLines() {
    return lines() - safe.frames() - safe.rejected() - safe.blank() - safe.tombstones();
  }

  /** Frames and dead letters counted since the last commit. */
  public long uncommittedRecords() {
    return frames + rejected - safe.frames() - safe.rejected();
  }

  /** Returns the committed counts, for metrics. */
  public LoadSnapshot snapshot(long delivered, long dropped, long inputBytes) {
    return new LoadSnapshot(
        delivered, safe.reasons(), safe.changes(), dropped, safe.contentBytes(), inputBytes);
  }

  public void frame() {
    frames++;
  }

  public void blank() {
    blank++;
  }

  /** Counts a record without a value. */
  public void tombstone() {
    tombstones++;
  }

  /** Counts records that Kafka deleted before they were loaded. */
  public void skipped(long offsets) {
    skipped += offsets;
  }

  /** Returns the number of records without a value. */
  long tombstones() {
    return tombstones;
  }

  /** Returns the number of offsets that were passed over because Kafka has deleted them. */
  long skipped() {
    return skipped;
  }

  public void rejected(String reason) {
    rejected++;
    rejectedByReason.merge(reason, 1L, Long::sum);
  }

  public void changed(Map<ChangedValue, Long> more) {
    more.forEach((change, times) -> changes.merge(change, times, Long::sum));
  }

  public void read(long bytes) {
    contentBytes += bytes;
  }

  /** Notes how the run ended. */
  public void finished(long fileBytes, boolean interrupted) {
    this.fileBytes = fileBytes;
    this.interrupted = interrupted;
  }

  /** Seconds since the run began, never zero. */
  public double seconds() {
    return Math.max(1e-3, (System.nanoTime() - started) / 1e9);
  }

  boolean interrupted() {
    return interrupted;
  }

  /** Bytes taken from the inputs as they lie there. */
  long fileBytes() {
    return fileBytes;
  }

  public long frames() {
    return frames;
  }

  public long rejected() {
    return rejected;
  }

  /** All lines of this run, whatever became of them. */
  long lines() {
    return frames + rejected + blank + tombstones;
  }

  long blankLines() {
    return blank;
  }

  /** Bytes of decompressed content. */
  public long contentBytes() {
    return contentBytes;
  }

  /** Returns how often the frames differ from their lines, in each way and field. */
  Map<ChangedValue, Long> changes() {
    return Collections.unmodifiableMap(changes);
  }

  public Map<String, Long> rejectedByReason() {
    return Collections.unmodifiableMap(rejectedByReason);
  }
}
