package io.framecount.loader.load;

import io.framecount.loader.convert.ChangedValue;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What became of the lines. Not thread-safe. */
final class LoadTally {
  private final Map<String, Long> rejectedByReason = new TreeMap<>();
  private final Map<ChangedValue, Long> changes = new HashMap<>();
  private final long started = System.nanoTime();
  private long frames;
  private long rejected;
  private long blank;
  private long contentBytes;
  private long fileBytes;
  private boolean interrupted;

  /** What the lines so far amount to, to come back to. */
  record Mark(
      long frames,
      long rejected,
      Map<String, Long> reasons,
      Map<ChangedValue, Long> changes,
      long blank,
      long contentBytes) {
    /** Frames and dead letters. */
    long records() {
      return frames + rejected;
    }

    /** All lines, whatever became of them. */
    long lines() {
      return frames + rejected + blank;
    }
  }

  Mark mark() {
    return new Mark(
        frames, rejected, Map.copyOf(rejectedByReason), Map.copyOf(changes), blank, contentBytes);
  }

  /** Forgets what was counted since. */
  void restore(Mark mark) {
    frames = mark.frames();
    rejected = mark.rejected();
    rejectedByReason.clear();
    rejectedByReason.putAll(mark.reasons());
    changes.clear();
    changes.putAll(mark.changes());
    blank = mark.blank();
    contentBytes = mark.contentBytes();
  }

  void frame() {
    frames++;
  }

  void blank() {
    blank++;
  }

  void rejected(String reason) {
    rejected++;
    rejectedByReason.merge(reason, 1L, Long::sum);
  }

  void changed(Map<ChangedValue, Long> more) {
    more.forEach((change, times) -> changes.merge(change, times, Long::sum));
  }

  void read(long bytes) {
    contentBytes += bytes;
  }

  /** Notes how the run ended. */
  void finished(long fileBytes, boolean interrupted) {
    this.fileBytes = fileBytes;
    this.interrupted = interrupted;
  }

  /** Seconds since the run began, never zero. */
  double seconds() {
    return Math.max(1e-3, (System.nanoTime() - started) / 1e9);
  }

  boolean interrupted() {
    return interrupted;
  }

  /** Bytes taken from the inputs as they lie there. */
  long fileBytes() {
    return fileBytes;
  }

  long frames() {
    return frames;
  }

  long rejected() {
    return rejected;
  }

  /** All lines of this run, whatever became of them. */
  long lines() {
    return frames + rejected + blank;
  }

  long blankLines() {
    return blank;
  }

  /** Bytes of decompressed content. */
  long contentBytes() {
    return contentBytes;
  }

  /** Returns how often the frames differ from their lines, in each way and field. */
  Map<ChangedValue, Long> changes() {
    return Collections.unmodifiableMap(changes);
  }

  Map<String, Long> rejectedByReason() {
    return Collections.unmodifiableMap(rejectedByReason);
  }
}
