package io.framecount.loader.convert;

import io.framecount.common.json.Escapes;

/**
 * Avro uuid: a string such as {@code 123e4567-e89b-12d3-a456-426614174000}, in letters of any case.
 *
 * @param isFixed whether it is 16 bytes rather than a string, which stays as it was written
 */
record UuidNode(boolean isFixed) implements Node {
  private static final int LENGTH = 36;

  @Override
  public boolean encode(LineState line, int at, AvroBuffer out) {
    if (!line.readText(at, this)) {
      return false;
    }
    StringText text = line.text;
    if (!isUuid(text)) {
      return line.fail(Reason.WRONG_TYPE, at, this);
    }
    if (isFixed) {
      writeDigits(text, out);
    } else {
      out.writeBytes(text.bytes(), text.start(), text.length());
    }
    return true;
  }

  private static boolean isUuid(StringText text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      byte b = text.bytes()[text.start() + i];
      if (isDash(i) ? b != '-' : Escapes.hex(b) < 0) {
        return false;
      }
    }
    return true;
  }

  private static void writeDigits(StringText text, AvroBuffer out) {
    for (int i = 0; i < LENGTH; i += isDash(i) ? 1 : 2) {
      if (!isDash(i)) {
        int digit = text.start() + i;
        out.writeByte(Escapes.hex(text.bytes()[digit]) << 4 | Escapes.hex(text.bytes()[digit + 1]));
      }
    }
  }

  private static boolean isDash(int place) {
    return place == 8 || place == 13 || place == 18 || place == 23;
  }

  @Override
  public int kinds() {
    return Kinds.STRING;
  }

  @Override
  public String expected() {
    return "a UUID such as 123e4567-e89b-12d3-a456-426614174000";
  }
}
