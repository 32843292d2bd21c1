package io.framecount.loader.schema.guess;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.common.text.EpochUnit;
import io.framecount.common.text.IsoTime;
import io.framecount.common.text.NumberText;
import io.framecount.common.text.TimestampText;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;

/** Texts that were seen at one place. */
final class TextShape {
  /** Number of different values that are remembered; more do not make an enum. */
  static final int MOST_VALUES = 20;

  private final IsoTime iso = new IsoTime();
  private final TimestampText time =
      new TimestampText(EpochUnit.AUTO, ZoneOffset.UTC, new NumberText(), iso);
  private final Epochs epochs = new Epochs();
  private final Set<String> different = new TreeSet<>();
  private long count;
  private long dates;
  private long times;
  private long withoutOffset;
  private int fractionDigits;

  void add(String text) {
    count++;
    if (different.size() <= MOST_VALUES) {
      different.add(text);
    }
    byte[] bytes = text.getBytes(UTF_8);
    if (iso.readDate(bytes, 0, bytes.length)) {
      dates++;
    } else if (time.readString(bytes, 0, bytes.length, 3, false, false) == null) {
      times++;
      withoutOffset += iso.hasOffset() ? 0 : 1;
      fractionDigits = Math.max(fractionDigits, fractionDigits(text));
    } else if (text.matches("[0-9]{9,19}([.][0-9]{1,9})?")) {
      epochs.add(new BigDecimal(text));
    }
  }

  void add(TextShape other) {
    count += other.count;
    different.addAll(other.different);
    dates += other.dates;
    times += other.times;
    withoutOffset += other.withoutOffset;
    fractionDigits = Math.max(fractionDigits, other.fractionDigits);
    epochs.add(other.epochs);
  }

  long count() {
    return count;
  }

  /** Days, such as 2016-07-11. */
  long dates() {
    return dates;
  }

  /** Times of ISO 8601 with date and time of day. */
  long times() {
    return times;
  }

  /** Number of the {@link #times} without an offset from UTC. */
  long withoutOffset() {
    return withoutOffset;
  }

  /** Returns how many digits of a second the times have at most. */
  int fractionDigits() {
    return fractionDigits;
  }

  /** Texts that are numbers. */
  Epochs epochs() {
    return epochs;
  }

  /** The values, if they are few; else more than {@link #MOST_VALUES} of them. */
  Set<String> different() {
    return different;
  }

  private static int fractionDigits(String text) {
    // ISO 8601 allows either.
    int point = Math.max(text.indexOf('.'), text.indexOf(','));
    int digits = 0;
    while (point >= 0
        && point + 1 + digits < text.length()
        && Character.isDigit(text.charAt(point + 1 + digits))) {
      digits++;
    }
    return digits;
  }
}
