package io.framecount.loader.convert;

import io.framecount.common.text.Misfit;
import io.framecount.common.text.NumberText;
import io.framecount.loader.convert.BytesNodes.BytesNode;
import io.framecount.loader.convert.Rejection.Reason;
import io.framecount.loader.convert.stored.Precision;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Nodes of numbers with a fraction. */
final class NumberNodes {
  private NumberNodes() {}

  /**
   * Avro float or double: the one nearest to a number, or to a number in a string; also the strings
   * NaN, Infinity and -Infinity, for which JSON has no number, and by option these words. A number
   * with a fraction or exponent may lose digits; a whole number may not, since it may be an id.
   * {@link Precision} decides.
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
      if (line.isNotFinite(at)) {
        return write(notFinite(line.first(at)), out);
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

    private static double notFinite(byte first) {
      return switch (first) {
        case 'N' -> Double.NaN;
        case 'I' -> Double.POSITIVE_INFINITY;
        default -> Double.NEGATIVE_INFINITY;
      };
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

  /**
   * Avro decimal: a number, or a number in a string, with no more decimals than the scale allows.
   * With Avro's own JSON, a string holds the encoded bytes instead.
   *
   * @param raw how the bytes themselves are read
   * @param fixedSize number of bytes of a fixed; {@link BytesNode#ANY_SIZE} for bytes
   */
  record DecimalNode(int precision, int scale, int fixedSize, Node raw) implements Node {
    private static final int LONG_DIGITS = 18;

    @Override
    public boolean encode(LineState line, int at, AvroBuffer out) {
      if (line.first(at) == '"' && line.options.avroJson()) {
        return raw.encode(line, at, out);
      }
      if (!line.readNumber(at, this)) {
        return false;
      }
      NumberText number = line.number;
      if (!number.isZero() && number.integerDigits() + scale > precision) {
        return line.fail(Reason.OUT_OF_RANGE, at, this);
      }
      return precision <= LONG_DIGITS ? encodeLong(line, at, out) : encodeBig(line, at, out);
    }

    private boolean encodeLong(LineState line, int at, AvroBuffer out) {
      Misfit misfit = line.number.scaled(scale, false);
      if (misfit != null) {
        return line.fail(misfit, at, this);
      }
      long unscaled = line.number.value();
      int size = 1 + (64 - Long.numberOfLeadingZeros(unscaled < 0 ? ~unscaled : unscaled)) / 8;
      pad(size, unscaled < 0, out);
      for (int i = size - 1; i >= 0; i--) {
        out.writeByte((int) (unscaled >> (8 * i)));
      }
      return true;
    }

    private boolean encodeBig(LineState line, int at, AvroBuffer out) {
      BigInteger unscaled = line.number.unscaled(scale, precision);
      if (unscaled == null) {
        return line.fail(Reason.INEXACT, at, this);
      }
      byte[] bytes = unscaled.toByteArray();
      pad(bytes.length, unscaled.signum() < 0, out);
      out.writeFixed(bytes, 0, bytes.length);
      return true;
    }

    /** The length of bytes, or the leading bytes of a fixed; its size holds the precision. */
    private void pad(int size, boolean negative, AvroBuffer out) {
      if (fixedSize == BytesNode.ANY_SIZE) {
        out.writeLong(size);
      }
      for (int i = size; i < fixedSize; i++) {
        out.writeByte(negative ? -1 : 0);
      }
    }

    @Override
    public int kinds() {
      return Kinds.NUMBER | Kinds.STRING;
    }

    @Override
    public String expected() {
      return "a number of at most %d digits, %d of them decimals".formatted(precision, scale);
    }
  }
}
