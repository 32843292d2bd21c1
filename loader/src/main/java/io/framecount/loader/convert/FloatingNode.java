package io.framecount.loader.convert;

import io.framecount.common.text.NumberText;
import java.nio.charset.StandardCharsets;

/**
 * Avro float or double: the one nearest to a number, or to one in a string; also the strings NaN,
 * Infinity and -Infinity, for which JSON has no number. Digits may be lost of a number with a
 * fraction or exponent, not of a whole one, which may be an id: {@link Precision} tells.
 *
 * @param isDouble whether it is a double
 * @param rounded counts numbers that lost digits; null to refuse them
 */
record FloatingNode(boolean isDouble, ChangeLog.Site rounded) implements Node {
  private static final byte[] NAN = "NaN".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] INFINITY = "Infinity".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MINUS_INFINITY = "-Infinity".getBytes(StandardCharsets.US_ASCII);

  @Override
  public boolean encode(LineState line, int at, AvroBuffer out) {
    if (line.first(at) == '"' && !line.exact && line.readText(at, this)) {
      if (line.text.is(NAN)) {
        return write(Double.NaN, out);
      }
      if (line.text.is(INFINITY)) {
        return write(Double.POSITIVE_INFINITY, out);
      }
      if (line.text.is(MINUS_INFINITY)) {
        return write(Double.NEGATIVE_INFINITY, out);
      }
    }
    if (!line.readNumber(at, this)) {
      return false;
    }
    NumberText number = line.number;
    double value = isDouble ? Precision.toDouble(number) : Precision.toFloat(number);
    if (Double.isInfinite(value) || (value == 0 && !number.isZero())) {
      return line.fail(Reason.OUT_OF_RANGE, at, this);
    }
    if (!Precision.keeps(number, value, isDouble)
        && (line.exact || number.isWhole() || !line.change(rounded, Reason.INEXACT, at, this))) {
      return line.fail(Reason.INEXACT, at, this);
    }
    return write(value, out);
  }

  private boolean write(double value, AvroBuffer out) {
    if (isDouble) {
      out.writeDouble(value);
    } else {
      out.writeFloat((float) value);
    }
    return true;
  }

  @Override
  public int kinds() {
    return Kinds.NUMBER | Kinds.STRING;
  }

  @Override
  public String expected() {
    return isDouble ? "a number that a double holds" : "a number that a float holds";
  }
}
