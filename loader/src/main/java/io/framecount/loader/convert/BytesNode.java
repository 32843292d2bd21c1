package io.framecount.loader.convert;

/**
 * Avro bytes or fixed, as Avro writes them in JSON: a string whose characters U+0000 to U+00FF are
 * the bytes.
 *
 * @param fixedSize how many bytes a fixed has; -1 for bytes
 */
record BytesNode(int fixedSize) implements Node {
  static final int ANY_SIZE = -1;

  @Override
  public boolean encode(LineState line, int at, AvroBuffer out) {
    if (!line.readText(at, this)) {
      return false;
    }
    int size = size(line.text);
    if (size < 0) {
      return line.fail(Reason.OUT_OF_RANGE, at, this);
    }
    if (fixedSize == ANY_SIZE) {
      out.writeLong(size);
    } else if (size != fixedSize) {
      return line.fail(Reason.BAD_LENGTH, at, this);
    }
    write(line.text, out);
    return true;
  }

  /**
   * Returns how many characters there are; -1 if one is above U+00FF, which begins with C4 or more.
   */
  static int size(StringText text) {
    int size = 0;
    for (int i = text.start(); i < text.end(); i++) {
      int b = text.bytes()[i] & 0xFF;
      if (b >= 0xC4) {
        return -1;
      }
      size += b < 0x80 || b >= 0xC0 ? 1 : 0;
    }
    return size;
  }

  private static void write(StringText text, AvroBuffer out) {
    byte[] utf8 = text.bytes();
    for (int i = text.start(); i < text.end(); i++) {
      out.writeByte(utf8[i] >= 0 ? utf8[i] : utf8[i] << 6 | (utf8[++i] & 0x3F));
    }
  }

  @Override
  public int kinds() {
    return Kinds.STRING;
  }

  @Override
  public String expected() {
    String characters = "characters U+0000 to U+00FF, one for each byte";
    return fixedSize == ANY_SIZE
        ? "a string of " + characters
        : "a string of %d %s".formatted(fixedSize, characters);
  }
}
