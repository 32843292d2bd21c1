package io.framecount.loader.convert;

/**
 * Avro int or long: a number without a fraction (1.0 and 1e3 have none), or one in a string.
 *
 * @param lowest the smallest value, inclusive
 * @param highest the largest value, inclusive
 */
record WholeNode(long lowest, long highest) implements Node {
  static final WholeNode INT = new WholeNode(Integer.MIN_VALUE, Integer.MAX_VALUE);
  static final WholeNode LONG = new WholeNode(Long.MIN_VALUE, Long.MAX_VALUE);

  @Override
  public boolean encode(LineState line, int at, AvroBuffer out) {
    if (!line.readWhole(at, this)) {
      return false;
    }
    long value = line.number.value();
    if (value < lowest || value > highest) {
      return line.fail(Reason.OUT_OF_RANGE, at, this);
    }
    out.writeLong(value);
    return true;
  }

  @Override
  public int kinds() {
    return Kinds.NUMBER | Kinds.STRING;
  }

  @Override
  public String expected() {
    return "a whole number from %d to %d".formatted(lowest, highest);
  }
}
