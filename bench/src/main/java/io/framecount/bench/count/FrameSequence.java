package io.framecount.bench.count;

import java.util.SplittableRandom;

/**
 * Frames of a dense replay, in the order of their time: 60,000 a minute. The same figures give the
 * same frames.
 *
 * @param frames how many
 * @param users of whom each frame is of any, all equally likely
 */
public record FrameSequence(long frames, int users) {
  /** When the first frame was, in milliseconds since 1970; it is the start of a minute. */
  static final long START = 1_468_244_340_000L;

  private static final int A_MINUTE = 60_000;

  /** Draws of 60,000 from so many meet about 45,000 different ones. */
  private static final int DENSE_USERS = 98_000;

  /** Takes a frame. */
  interface Sink {
    void accept(int user, long millis);
  }

  /** Frames of about 45,000 users a minute. */
  public static FrameSequence dense(long frames) {
    return new FrameSequence(frames, DENSE_USERS);
  }

  void forEach(Sink sink) {
    SplittableRandom random = new SplittableRandom(7);
    for (long i = 0; i < frames; i++) {
      sink.accept(random.nextInt(users), START + i * 60_000 / A_MINUTE);
    }
  }
}
