package io.framecount.bench.accuracy;

import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.unique.ValueHash;
import java.nio.ByteBuffer;

/**
 * The users of one trial: ids of 8 bytes, no two alike, and others in each trial. Not thread-safe;
 * one id at a time.
 */
final class TrialUsers {
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private final byte[] id = new byte[Long.BYTES];
  private final ByteBuffer idBytes = ByteBuffer.wrap(id);
  private final long trial;

  TrialUsers(int trial) {
    this.trial = (long) trial << Integer.SIZE;
  }

  /** Makes the id of a user of this number, and gives its hash. */
  long hash(int user) {
    idBytes.putLong(0, scattered(trial | user));
    return ValueHash.of(id, 0, id.length);
  }

  /** Adds the user of a hash that {@link #hash} gave last. */
  void addTo(UniqueCounter counter, long hash) {
    counter.add(hash, id, 0, id.length);
  }

  /** Returns whether a user is there on a day, which is so on one day in four. */
  boolean isThere(int user, int day) {
    return (scattered(scattered(trial | user) + day) & 3) == 0;
  }

  /** One number to one number, so that all ids are different (SplitMix64 of Steele and others). */
  private static long scattered(long number) {
    long z = number * STEP;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
