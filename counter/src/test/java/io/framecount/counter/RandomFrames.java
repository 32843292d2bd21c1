package io.framecount.counter;

import java.util.Random;

/** Frames as they come: some late, many of the same user, a few twice. */
final class RandomFrames {
  /** 2016-07-11T13:39:17Z. */
  static final long START = 1_468_244_357_000L;

  private RandomFrames() {}

  /** Adds frames over some minutes from the start on. */
  static void add(FrameTopic topic, long seed, int frames, int minutes) {
    add(topic, seed, frames, START, minutes);
  }

  static void add(FrameTopic topic, long seed, int frames, long start, int minutes) {
    Random random = new Random(seed);
    for (int i = 0; i < frames; i++) {
      long time = start + (long) i * minutes * 60_000 / frames;
      long late = random.nextInt(20) == 0 ? random.nextInt(600_000) : 0;
      String user = "user-%d".formatted((int) Math.abs(random.nextGaussian() * 700));
      topic.add(user, time - late);
      if (random.nextInt(50) == 0) {
        topic.add(user, time - late);
      }
    }
    topic.flush();
  }
}
