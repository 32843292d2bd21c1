package io.framecount.loader.convert;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Avro string: a JSON string, or the text of a number by the rules of the counter, so that 42 is
 * the user "42" for both: a whole number as it is written, another as the nearest double.
 *
 * @param rounded counts numbers that lost digits; null to refuse them
 */
record StringNode(ChangeLog.Site rounded) implements Node {
  private static final byte[] ZERO = {'0'};

  @Override
  public boolean encode(LineState line, int at, AvroBuffer out) {
    if (line.isNumber(at) && !line.exact) {
      return encodeNumber(line, at, out);
    }
    if (!line.readText(at, this)) {
      return false;
    }
    StringText text = line.text;
    out.writeBytes(text.bytes(), text.start(), text.length());
    return true;
  }

  private boolean encodeNumber(LineState line, int at, AvroBuffer out) {
    if (!line.readNumber(at, this)) {
      return false;
    }
    if (line.number.isWhole()) {
      boolean zero = line.number.isZero();
      out.writeBytes(
          zero ? ZERO : line.json(), zero ? 0 : at, zero ? 1 : line.scanner.skip(at) - at);
      return true;
    }
    double value = Precision.toDouble(line.number);
    if (Double.isInfinite(value) || (value == 0 && !line.number.isZero())) {
      return line.fail(Reason.OUT_OF_RANGE, at, this);
    }
    byte[] text = Precision.text(value).getBytes(US_ASCII);
    out.writeBytes(text, 0, text.length);
    return Precision.keeps(line.number, value, true)
        || line.change(rounded, Reason.INEXACT, at, this);
  }

  @Override
  public int kinds() {
    return Kinds.STRING | Kinds.NUMBER;
  }

  @Override
  public String expected() {
    return "a string";
  }
}
