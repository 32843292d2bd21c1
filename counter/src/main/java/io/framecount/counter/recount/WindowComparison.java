package io.framecount.counter.recount;

import io.framecount.WindowCount;
import io.framecount.counter.recount.Outcome.Kind;
import io.framecount.counter.window.WindowRows;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * A window counted again, beside its row.
 *
 * @param before the row before the cut, or null
 * @param row the row when all before the cut was merged, or null
 */
record WindowComparison(
    RowKey key, RecountedWindow recounted, WindowCount before, WindowCount row) {

  /**
   * The counted records that can still be read.
   *
   * @param source whether the source has each that was counted
   * @param letters whether each that was set aside has its dead letter
   */
  record Whole(boolean source, boolean letters) {
    boolean both() {
      return source && letters;
    }
  }

  long frames() {
    return recounted.frames();
  }

  long rowFrames() {
    return row == null ? 0 : row.getFrames();
  }

  private long users() {
    return recounted.estimate().atMost(frames()).count();
  }

  /** Returns whether the row says the same. */
  boolean matches() {
    return row != null && row.getFrames() == frames() && row.getUniqueUsers() == users();
  }

  /**
   * Returns the outcome for a row that is not replaced.
   *
   * @param source topic of the frames
   * @param whole the counted records that can still be read
   */
  Outcome compared(String source, Whole whole) {
    if (matches()) {
      return Outcome.of(key, Kind.RIGHT, "right: %,d frames, %,d unique users", frames(), users());
    }
    if (row == null) {
      return frames() == 0
          ? Outcome.of(key, Kind.RIGHT, "right: there are no frames, and there is no row")
          : judged(source, whole);
    }
    long least = before == null ? 0 : before.getFrames();
    return least < rowFrames() && least <= frames() && frames() <= rowFrames()
        ? Outcome.of(
            key,
            Kind.RIGHT,
            "right as far as can be told while frames come: %,d frames before, %,d counted again,"
                + " %,d after",
            least,
            frames(),
            rowFrames())
        : judged(source, whole);
  }

  private Outcome judged(String source, Whole whole) {
    if (frames() < rowFrames() && !whole.source()) {
      return Outcome.of(
          key,
          Kind.MISSING,
          "missing in the source: the row has %,d frames, of which topic '%s' has %,d; it no longer"
              + " holds all that was counted, so whether the row is right can't be told",
          rowFrames(),
          source,
          frames());
    }
    if (frames() > rowFrames() && !whole.letters()) {
      return Outcome.of(
          key,
          Kind.MISSING,
          "can't be told: the row has %,d frames, counted again there are %,d; some of these may"
              + " have been set aside, but their dead letters are deleted",
          rowFrames(),
          frames());
    }
    return wrong();
  }

  private Outcome wrong() {
    return Outcome.of(
        key,
        Kind.WRONG,
        "wrong: the row has %,d frames and %,d unique users, counted again there are %,d and %,d",
        rowFrames(),
        row == null ? 0 : row.getUniqueUsers(),
        frames(),
        users());
  }

  Outcome replaced(long lateFrames) {
    return Outcome.of(
        key,
        Kind.REPLACED,
        "replaced: %,d frames, %,d unique users; there were %,d and %,d, and %,d late frames",
        frames(),
        users(),
        rowFrames(),
        row == null ? 0 : row.getUniqueUsers(),
        lateFrames);
  }

  Outcome refused(String source, long lateFrames) {
    return Outcome.of(
        key,
        Kind.REFUSED,
        "left as it is: topic '%s' or its dead letters no longer hold all records, and counting"
            + " again finds %,d frames, but the row has %,d and %,d came late",
        source,
        frames(),
        rowFrames(),
        lateFrames);
  }

  /** The row as it should be. */
  WindowCount newRow() {
    boolean withSketch = row != null && row.getSketch() != null;
    return WindowRows.of(
            key.window().unit(),
            Instant.ofEpochMilli(key.window().start()),
            Instant.ofEpochMilli(key.window().end()),
            key.group(),
            frames(),
            recounted.estimate())
        .setRevision(row == null ? 1 : row.getRevision() + 1)
        .setSettled(true)
        .setUpdatedAt(Instant.now())
        .setSketch(withSketch ? ByteBuffer.wrap(recounted.sketch()) : null)
        .build();
  }
}
