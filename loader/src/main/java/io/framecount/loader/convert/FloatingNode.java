package io.framecount.loader.convert;

import java.nio.charset.StandardCharsets;

/**
 * Avro float or double: a number that {@link Precision} keeps, or one in a string; also the strings
 * NaN, Infinity and -Infinity, for which JSON has no number.
 *
 * @param isDouble whether it is a double
 */
record FloatingNode(boolean isDouble) implements Node {
  private static final byte[] NAN = "NaN".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] INFINITY = "Infinity".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MINUS_INFINITY = "-Infinity".getBytes(StandardCharsets.US_ASCII);

  @Override
  public boolean encode(Encoding in, int at, AvroBuffer out) {
    if (in.first(at) == '"' && !in.exact && in.readText(at, this)) {
      if (in.text.is(NAN)) {
        return write(Double.NaN, out);
      }
      if (in.text.is(INFINITY)) {
        return write(Double.POSITIVE_INFINITY, out);
      }
      if (in.text.is(MINUS_INFINITY)) {
        return write(Double.NEGATIVE_INFINITY, out);
      }
    }
    if (!in.readNumber(at, this)) {
      return false;
    }
    double value = isDouble ? Precision.toDouble(in.number) : Precision.toFloat(in.number);
    return Double.isNaN(value) ? in.fail(Reason.INEXACT, at, this) : write(value, out);
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
    return isDouble ? "a number that a double keeps" : "a number that a float keeps";
  }
}
