package io.framecount.loader.convert;

import io.framecount.common.text.NumberText;
import java.math.BigInteger;

/**
 * An Avro decimal's own bytes, as Avro writes them in JSON. They are held against the precision,
 * since a number in quotes, which is what most people write, would else pass for the bytes of
 * another number.
 */
record DecimalBytesNode(int precision, int scale, BytesNode bytes) implements Node {
  private static final int LONG_DIGITS = 18;

  @Override
  public boolean encode(LineState line, int at, AvroBuffer out) {
    if (!bytes.encode(line, at, out)) {
      return false;
    }
    int size = BytesNode.size(line.text);
    if (size == 0) {
      return line.fail(Reason.BAD_LENGTH, at, this);
    }
    return fits(out.array(), out.length() - size, out.length())
        || line.fail(Reason.OUT_OF_RANGE, at, this);
  }

  private boolean fits(byte[] array, int from, int to) {
    int start = from;
    while (to - start > Long.BYTES && array[start] == array[start + 1] >> 7) {
      // Only repeats the sign.
      start++;
    }
    if (to - start > Long.BYTES) {
      return precision > LONG_DIGITS
          && new BigInteger(array, start, to - start).abs().compareTo(BigInteger.TEN.pow(precision))
              < 0;
    }
    long value = array[start];
    for (int i = start + 1; i < to; i++) {
      value = value << 8 | (array[i] & 0xFF);
    }
    // What is of 19 digits or more has room for any long.
    return precision > LONG_DIGITS
        || (value < NumberText.power(precision) && -value < NumberText.power(precision));
  }

  @Override
  public int kinds() {
    return Kinds.STRING;
  }

  @Override
  public String expected() {
    return ("a number of at most %d digits, %d of them decimals, or its bytes as Avro's JSON has"
            + " them")
        .formatted(precision, scale);
  }
}
