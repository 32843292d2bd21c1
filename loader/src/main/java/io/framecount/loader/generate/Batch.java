package io.framecount.loader.generate;

import java.io.IOException;

/**
 * Neighbouring frames, written, with what a counter should find in them. Built by one thread, then
 * only read.
 */
final class Batch {
  private static final int BYTES_A_FRAME = 2_200;

  private final long end;
  private final Bytes lines;
  private final long[] seconds;
  private final int[] users;
  private int good;
  private int late;
  private int bad;

  /** Frames {@code from} (inclusive) to {@code end} (exclusive) of the plan. */
  Batch(StreamPlan plan, FrameWriter writer, long from, long end) {
    int frames = (int) (end - from);
    this.end = end;
    lines = new Bytes(frames * BYTES_A_FRAME);
    seconds = new long[frames];
    users = new int[frames];
    for (long index = from; index < end; index++) {
      SplitMix random = plan.random(index);
      Frame frame = plan.frame(index, random);
      writer.write(frame, random, lines);
      note(frame);
    }
  }

  private void note(Frame frame) {
    if (!frame.good()) {
      bad++;
      return;
    }
    if (frame.late()) {
      late++;
    }
    seconds[good] = frame.second();
    users[good] = frame.user();
    good++;
  }

  /** Number of the frame behind the last one. */
  long end() {
    return end;
  }

  Bytes lines() {
    return lines;
  }

  int good() {
    return good;
  }

  /** Good frames that are late. */
  int late() {
    return late;
  }

  int bad() {
    return bad;
  }

  /** Event time in epoch seconds of the n-th good frame. */
  long second(int n) {
    return seconds[n];
  }

  /** User number of the n-th good frame. */
  int user(int n) {
    return users[n];
  }

  /** Learns of every batch, in the order of the stream, on the thread that writes. */
  @FunctionalInterface
  interface BatchObserver {
    void written(Batch batch) throws IOException;
  }
}
