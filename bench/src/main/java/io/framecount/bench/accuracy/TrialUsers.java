package io.framecount.bench.accuracy;

import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.unique.ValueHash;
import java.nio.ByteBuffer;

/**
 * The users of one trial: unique ids of 8 bytes, different in each trial. Not thread-safe; one id
 * at a time.
 */
final class TrialUsers {
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private final byte[] id = new byte[Long.BYTES];
  private final ByteBuffer idBytes = ByteBuffer.wrap(id);
  private final long trial;

  TrialUsers(int trial) {
    this.trial = (long) trial << Integer.SIZE;
  }

  /** Makes the id of the user with this number, and returns its hash. */
  long hash(int user) {
    idBytes.putLong(0, scattered(trial | user));
    return ValueHash.of(id, 0, id.length);
  }

  /** Adds the user whose hash {@link #hash} returned last. */
  void addTo(UniqueCounter counter, long hash) {
    counter.add(hash, id, 0, id.length);
  }

  /** Returns whether a user is present on a day, as on one day in four. */
  boolean isThere(int user, int day) {
    return (scattered(scattered(trial | user) + day) & 3) == 0;
  }

  /** Maps numbers one to one, so that all ids are different (SplitMix64 of Steele and others). */
  private static long scattered(long number) {
    long z = number * STEP;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
