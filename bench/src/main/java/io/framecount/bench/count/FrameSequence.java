package io.framecount.bench.count;

import java.util.SplittableRandom;

/**
 * Frames of a dense replay, in the order of their time: 60,000 a minute. The same figures give the
 * same frames.
 *
 * @param frames number of frames
 * @param users number of users, equally likely for each frame
 */
public record FrameSequence(long frames, int users) {
  /** Time of the first frame, in milliseconds since 1970; the start of a minute. */
  static final long START = 1_468_244_340_000L;

  private static final int A_MINUTE = 60_000;

  /** A number of users of whom 60,000 draws find about 45,000 different ones. */
  private static final int DENSE_USERS = 98_000;

  /** Takes a frame. */
  interface Sink {
    void accept(int user, long millis);
  }

  /** Returns frames of about 45,000 users a minute. */
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
