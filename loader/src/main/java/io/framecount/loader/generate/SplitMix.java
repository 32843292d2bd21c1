package io.framecount.loader.generate;

/**
 * The SplitMix64 generator (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014). Its own class, because the same seed must give the same bytes on every
 * Java version, and the JDK does not promise that for its bounded draws. Not thread-safe.
 */
final class SplitMix {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  SplitMix(long seed) {
    state = seed;
  }

  /** A generator for one item of a numbered series, independent of its neighbours. */
  static SplitMix forItem(long seed, long index) {
    return new SplitMix(mix(mix(seed) + index));
  }

  /** A bijection on 64 bits that spreads neighbouring values far apart. */
  static long mix(long value) {
    long z = value + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  long next() {
    long drawn = mix(state);
    state += GOLDEN_GAMMA;
    return drawn;
  }

  /** A whole number from 0 to {@code bound} - 1; its bias, below 2^-32, is of no matter here. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** True with the given probability. Draws exactly once, whatever the probability is. */
  boolean chance(double probability) {
    return (next() >>> 11) * 0x1.0p-53 < probability;
  }
}
