package io.framecount.loader.generate;

import io.framecount.loader.generate.Frame.Damage;
import java.time.Duration;
import java.time.Instant;

/**
 * The plan of a stream. Frame {@code i} follows from the plan and {@code i} alone: a longer stream
 * begins with the shorter one, and any thread can make any part. Users are drawn uniformly.
 *
 * @param count frames, 0 or more
 * @param rate frames per second of event time, above 0
 * @param users number of different users, 1 or more
 * @param start event time of the first frame
 * @param late share of frames that come late, 0 to 1
 * @param lateBy how late at most, in whole seconds, 1 s or more
 * @param bad share of lines that are broken, 0 to 1
 */
public record StreamPlan(
    long count,
    double rate,
    int users,
    Instant start,
    double late,
    Duration lateBy,
    double bad,
    LineEnd lineEnd,
    long seed) {
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  /**
   * Checks ranges.
   *
   * @throws IllegalArgumentException with a sentence that names the option
   */
  public StreamPlan {
    require(count >= 0, "--count must be 0 or more, not " + count);
    require(rate > 0 && Double.isFinite(rate), "--rate must be above 0, not " + rate);
    require(users >= 1, "--users must be 1 or more, not " + users);
    require(late >= 0 && late <= 1, "--late must be from 0 to 1, not " + late);
    require(bad >= 0 && bad <= 1, "--bad must be from 0 to 1, not " + bad);
    require(
        lateBy.toSeconds() >= 1 && lateBy.toSeconds() <= Integer.MAX_VALUE,
        "--late-by must be at least a second and at most 68 years, not " + lateBy);
    require(
        start.getEpochSecond() >= lateBy.toSeconds() && !start.isAfter(LAST),
        "--start, less --late-by, must be from 1970 to 9999, not " + start);
    require(
        count / rate <= LAST.getEpochSecond() - start.getEpochSecond(),
        "--count at this --rate would go beyond the year 9999");
  }

  /**
   * Draws everything that a frame depends on before its text. Always draws equally often, so that
   * another share of late or bad frames leaves the rest of the stream as it is.
   */
  Frame frame(long index, SplitMix random) {
    int user = random.below(users);
    boolean isLate = random.chance(late);
    int delay = 1 + random.below((int) lateBy.toSeconds());
    boolean isBad = random.chance(bad);
    Damage kind = Damage.any(random);
    return new Frame(user, clock(index) - (isLate ? delay : 0), isLate, isBad ? kind : Damage.NONE);
  }

  SplitMix random(long index) {
    return SplitMix.forItem(seed, index);
  }

  /** The earliest event time, in epoch seconds, of frame {@code index} and all behind it. */
  long earliestFrom(long index) {
    return clock(index) - (late > 0 ? lateBy.toSeconds() : 0);
  }

  private long clock(long index) {
    double offset = start.getNano() / 1e9 + index / rate;
    return start.getEpochSecond() + (long) offset;
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }

  /** Line ends of Unix or Windows. */
  public enum LineEnd {
    LF("\n"),
    CRLF("\r\n");

    private final String text;

    LineEnd(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }
}
