package io.framecount.counter.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The UTF-8 bytes of values of a line, one after the other. Used again for each line. */
final class TextBytes {
  private byte[] bytes = new byte[256];
  private int size;

  void clear() {
    size = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /** Appends the text of the token in hand; false if it has half a surrogate pair. */
  boolean append(JsonParser token) throws IOException {
    char[] text = token.getTextCharacters();
    int from = token.getTextOffset();
    int length = token.getTextLength();
    makeRoom(length);
    for (int i = 0; i < length; i++) {
      char c = text[from + i];
      if (c >= 0x80) {
        return appendAny(new String(text, from, length));
      }
      bytes[size + i] = (byte) c;
    }
    size += length;
    return true;
  }

  /** Appends text that has no characters but those of ASCII. */
  void append(String ascii) {
    byte[] encoded = ascii.getBytes(StandardCharsets.US_ASCII);
    append(encoded, encoded.length);
  }

  private boolean appendAny(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    append(encoded, encoded.length);
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /** Appends bytes from the first on. */
  void append(byte[] more, int length) {
    makeRoom(length);
    System.arraycopy(more, 0, bytes, size, length);
    size += length;
  }

  private void makeRoom(int more) {
    if (more > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
