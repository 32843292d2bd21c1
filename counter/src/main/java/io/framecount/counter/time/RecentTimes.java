package io.framecount.counter.time;

import static io.framecount.counter.frame.field.FrameFields.MILLI_NANOS;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a flipped bit from a jump by what the frames before it in the same partition say. A frame
 * is doubted if all of this holds:
 *
 * <ul>
 *   <li>it is more than {@link TimeClusters#FAR_MILLIS} from every place the partition was at
 *       lately;
 *   <li>one bit of it flipped brings it within {@link #NEAR_MILLIS} of such a place;
 *   <li>the partition was calm: no frame went to a place of its own within {@link #CALM} frames;
 *   <li>no more than {@link Suspicions#MOST_ALIKE} frames of late went to the same hour.
 * </ul>
 *
 * So a gap is nothing, since it is not far; a jump, a backfill or a second source is at a new place
 * from its first frame on, unless its distance is a power of two to the hour. Nothing but the
 * partition's earlier frames counts, and {@link #toText} is committed with their offset: a restart
 * decides as if there had been none. Not thread-safe; allocates nothing a frame that is believed.
 */
public final class RecentTimes {
  static final long NEAR_MILLIS = 60 * 60 * 1_000L;
  static final int CALM = 256;

  /** A partition's first frame says nothing about whether it is calm, but the next few do. */
  static final int WARM_UP = 16;

  static final int NO_BIT = -1;

  /** Below, in milliseconds, the place where a flipped bit leads is not far. */
  private static final int LOWEST_BIT = 31;

  private static final Pattern TEXT =
      Pattern.compile("(?<!\\S)(\\d{1,18})/(\\d{1,18})/([-\\d@,]*)/([-\\d@,]*)(?!\\S)");

  private final TimeClusters places = new TimeClusters();
  private final Suspicions doubts = new Suspicions();
  private long frames;
  private long calmFrom;

  /**
   * Looks at the next frame of the partition.
   *
   * @param time one that {@link TimestampRule} believes, in epoch milliseconds
   * @param unitNanos nanoseconds that one is of the number whose bits may be flipped
   * @return the bit that is probably flipped, or {@link #NO_BIT} if the time is believed
   */
  int flippedBit(long time, long unitNanos) {
    frames++;
    return places.visit(time, frames) ? NO_BIT : judgeStranger(time, unitNanos);
  }

  /** The bit that brings a time, believed or not, to where the partition was lately, if any. */
  int bitTo(long time, long unitNanos) {
    for (int bit = LOWEST_BIT + bits(unitNanos); bit < Long.SIZE; bit++) {
      if (places.near(flip(time, bit, unitNanos), NEAR_MILLIS, frames - CALM)) {
        return bit;
      }
    }
    return NO_BIT;
  }

  /** Returns where the partition was lately and what the bit makes of the time, for people. */
  String explain(long time, int bit, long unitNanos) {
    return "the partition is at %s, and bit %d flipped makes it %s"
        .formatted(
            places.describe(frames - CALM), bit, Instant.ofEpochMilli(flip(time, bit, unitNanos)));
  }

  /** All that is known, to go on from there; without spaces, and below 500 characters. */
  public String toText() {
    return frames + "/" + calmFrom + "/" + places.toText() + "/" + doubts.toText();
  }

  /** Goes on from what is in a text between spaces, or from nothing if it is not there. */
  public static RecentTimes of(String text) {
    RecentTimes times = new RecentTimes();
    Matcher matcher = TEXT.matcher(text);
    if (matcher.find()) {
      times.frames = Long.parseLong(matcher.group(1));
      times.calmFrom = Long.parseLong(matcher.group(2));
      restore(matcher.group(3), times.places::restore);
      restore(matcher.group(4), times.doubts::restore);
    }
    return times;
  }

  private int judgeStranger(long time, long unitNanos) {
    int bit = bitTo(time, unitNanos);
    boolean calm = frames >= calmFrom;
    if (bit != NO_BIT && calm && doubts.alone(time, frames)) {
      return bit;
    }
    places.add(time, frames);
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

  private static void restore(String items, Consumer<List<Long>> into) {
    if (!items.isEmpty()) {
      Arrays.stream(items.split(",")).map(RecentTimes::numbers).forEach(into);
    }
  }

  private static List<Long> numbers(String item) {
    return Arrays.stream(item.split("@")).map(Long::valueOf).toList();
  }
}
