package io.framecount.counter.time;

import static io.framecount.counter.frame.field.FrameFields.MILLI_NANOS;

import java.time.Instant;
import java.util.List;

/**
 * Tells a flipped bit from a jump by the frames before it in the same partition. A frame is
 * suspected if all of this holds:
 *
 * <ul>
 *   <li>it is more than {@link TimeClusters#FAR_MILLIS} from every place the partition was at
 *       lately;
 *   <li>one bit of it flipped brings it within {@link #NEAR_MILLIS} of such a cluster;
 *   <li>the partition was calm: no frame began a cluster within {@link #CALM} frames;
 *   <li>no more than {@link Suspicions#MOST_ALIKE} frames of late went to the same hour.
 * </ul>
 *
 * So a gap is nothing, since it is not far; a jump, a backfill or a second source begins a cluster
 * with its first frame, unless its distance is a power of two to the hour. Nothing but the
 * partition's earlier frames counts, and the {@link State} is committed with their offset: a
 * restart decides as if there had been none. Not thread-safe; allocates nothing a frame that is
 * believed.
 */
public final class RecentTimes {
  static final long NEAR_MILLIS = 60 * 60 * 1_000L;
  static final int CALM = 256;

  /** A partition's first frame says nothing about whether it is calm, but the next few do. */
  static final int WARM_UP = 16;

  static final int NO_BIT = -1;

  /** Below, in milliseconds, the time to which a flipped bit leads is not far. */
  private static final int LOWEST_BIT = 31;

  private final TimeClusters clusters = new TimeClusters();
  private final Suspicions suspicions = new Suspicions();
  private long frames;
  private long calmFrom;

  /**
   * Looks at the next frame of the partition.
   *
   * @param time one that {@link TimestampRule} believes, in epoch milliseconds
   * @param unitNanos nanoseconds per unit of the number whose bits may be flipped
   * @return the bit that is probably flipped, or {@link #NO_BIT} if the time is believed
   */
  int flippedBit(long time, long unitNanos) {
    frames++;
    return clusters.visit(time, frames) ? NO_BIT : judgeStranger(time, unitNanos);
  }

  /** The bit that brings a time, believed or not, to where the partition was lately, if any. */
  int bitTo(long time, long unitNanos) {
    for (int bit = LOWEST_BIT + bits(unitNanos); bit < Long.SIZE; bit++) {
      if (clusters.near(flip(time, bit, unitNanos), NEAR_MILLIS, frames - CALM)) {
        return bit;
      }
    }
    return NO_BIT;
  }

  /** Returns where the partition was lately and what the bit makes of the time, for people. */
  String explain(long time, int bit, long unitNanos) {
    return "the partition is at %s, and bit %d flipped makes it %s"
        .formatted(
            clusters.describe(frames - CALM),
            bit,
            Instant.ofEpochMilli(flip(time, bit, unitNanos)));
  }

  /**
   * The complete state, from which to continue after a restart.
   *
   * @param frames number of frames so far
   * @param calmFrom number of the frame from which on the partition counts as calm
   * @param clusters time and last visit of each cluster
   * @param suspicions time, number of the first frame and number of frames of each suspicion
   */
  public record State(
      long frames, long calmFrom, List<List<Long>> clusters, List<List<Long>> suspicions) {}

  /** Returns the present state. */
  public State state() {
    return new State(frames, calmFrom, clusters.state(), suspicions.state());
  }

  /** Goes on from a state. */
  public static RecentTimes of(State state) {
    RecentTimes times = new RecentTimes();
    times.frames = state.frames();
    times.calmFrom = state.calmFrom();
    state.clusters().forEach(times.clusters::restore);
    state.suspicions().forEach(times.suspicions::restore);
    return times;
  }

  private int judgeStranger(long time, long unitNanos) {
    int bit = bitTo(time, unitNanos);
    boolean calm = frames >= calmFrom;
    if (bit != NO_BIT && calm && suspicions.alone(time, frames)) {
      return bit;
    }
    clusters.add(time, frames);
    if (bit == NO_BIT || calm) {
      calmFrom = frames + (frames == 1 ? WARM_UP : CALM);
    }
    return NO_BIT;
  }

  private static long flip(long time, int bit, long unitNanos) {
    if (unitNanos > MILLI_NANOS) {
      long millis = unitNanos / MILLI_NANOS;
      return (Math.floorDiv(time, millis) ^ (1L << bit)) * millis;
    }
    long units = MILLI_NANOS / unitNanos;
    return Math.floorDiv((time * units) ^ (1L << bit), units);
  }

  /** Returns how many bits lower the same bit is in milliseconds. */
  private static int bits(long unitNanos) {
    return unitNanos > MILLI_NANOS ? -log2(unitNanos / MILLI_NANOS) : log2(MILLI_NANOS / unitNanos);
  }

  /** Rounded up. */
  private static int log2(long number) {
    return Long.SIZE - Long.numberOfLeadingZeros(number - 1);
  }
}
