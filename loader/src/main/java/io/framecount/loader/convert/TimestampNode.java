package io.framecount.loader.convert;

import io.framecount.common.text.EpochUnit;
import io.framecount.common.text.Misfit;

/**
 * Avro timestamp-* and local-timestamp-*: a number since 1970 by {@link EpochUnit}, one in a
 * string, or ISO 8601 text. Text without an offset from UTC is of the zone that is said, else taken
 * as UTC; for a local timestamp it must have none, since Avro could not keep it. What is finer than
 * the unit is cut off.
 *
 * @param power which power of ten of the unit is a second: 3, 6 or 9
 * @param rounded counts what is cut off; null to refuse it
 * @param assumedUtc counts texts without an offset; null to refuse them
 */
record TimestampNode(int power, boolean isLocal, ChangeLog.Site rounded, ChangeLog.Site assumedUtc)
    implements Node {
  @Override
  public boolean encode(Encoding in, int at, AvroBuffer out) {
    if (!read(in, at)) {
      return false;
    }
    out.writeLong(in.number.value());
    if (in.timestamp.isCut() && !in.change(rounded, Reason.INEXACT, at, this)) {
      return false;
    }
    return isLocal
        || !in.timestamp.lacksOffset()
        || in.options.zone().isPresent()
        || in.change(assumedUtc, Reason.BAD_TIME, at, this);
  }

  /** Leaves the value in {@code in.number}. */
  boolean read(Encoding in, int at) {
    if (in.isNumber(at)) {
      int end = in.scanner.skip(at);
      return accept(in.timestamp.readNumber(in.json(), at, end, power), in, at);
    }
    StringText text = in.text;
    return in.readText(at, this)
        && accept(
            in.timestamp.readString(
                text.bytes(), text.start(), text.end(), power, !in.exact, isLocal),
            in,
            at);
  }

  private boolean accept(Misfit misfit, Encoding in, int at) {
    return misfit == null || in.fail(misfit, at, this);
  }

  @Override
  public int kinds() {
    return Kinds.NUMBER | Kinds.STRING;
  }

  @Override
  public String expected() {
    return isLocal
        ? "a number since 1970 or a time such as 2016-07-11T13:39:44.384 without offset"
        : "a number since 1970 or a time such as 2016-07-11T13:39:44.384Z";
  }
}
