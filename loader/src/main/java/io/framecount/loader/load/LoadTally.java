package io.framecount.loader.load;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What became of the lines. Not thread-safe. */
final class LoadTally {
  private final Map<String, Long> rejectedByReason = new TreeMap<>();
  private final long started = System.nanoTime();
  private long frames;
  private long rejected;
  private long blank;
  private long contentBytes;
  private long fileBytes;
  private boolean interrupted;

  /** What the lines so far amount to, to come back to. */
  record Mark(
      long frames, long rejected, Map<String, Long> reasons, long blank, long contentBytes) {
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
    return new Mark(frames, rejected, Map.copyOf(rejectedByReason), blank, contentBytes);
  }

  /** Forgets what was counted since. */
  void restore(Mark mark) {
    frames = mark.frames();
    rejected = mark.rejected();
    rejectedByReason.clear();
    rejectedByReason.putAll(mark.reasons());
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

  Map<String, Long> rejectedByReason() {
    return Collections.unmodifiableMap(rejectedByReason);
  }
}
