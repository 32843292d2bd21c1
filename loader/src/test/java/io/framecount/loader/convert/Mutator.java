package io.framecount.loader.convert;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Spoils lines the ways files get spoiled, and some that only an attacker would think of. */
final class Mutator {
  private static final byte[][] PIECES =
      bytes(
          "\"",
          "\\",
          "\\\"",
          "\\\\",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          " ",
          "\t",
          "\n",
          "\r",
          "\u0000",
          "\u001f",
          "0",
          "-",
          "01",
          "1.",
          ".5",
          "1e",
          "+1",
          "e",
          "E5",
          "true",
          "nul",
          "false",
          "NaN",
          "\\u",
          "\\u00",
          "\\ud800",
          "\\ud83d\\ude00",
          "\\x",
          "\\/",
          "'",
          "//",
          "/**/",
          "é",
          "日",
          "😀",
          "\uFEFF",
          "\u007f",
          "\"uid\":\"x\",",
          "\"ts\":1,",
          "\"\\u0075id\":\"y\",",
          "{}",
          "[]");
  private static final byte[][] BAD_UTF8 = {
    {(byte) 0x80},
    {(byte) 0xC0, (byte) 0xAF},
    {(byte) 0xC1, (byte) 0x81},
    {(byte) 0xC3},
    {(byte) 0xE0, (byte) 0x80, (byte) 0xAF},
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
    {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
    {(byte) 0xF5},
    {(byte) 0xFF},
    {(byte) 0xF0, (byte) 0x80, (byte) 0x80, (byte) 0xAF},
    {(byte) 0xE2, (byte) 0x82}
  };

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  byte[] mutate(byte[] line, byte[] other) {
    byte[] spoiled = line;
    int times = Math.max(1, random.nextInt(8) - 4);
    for (int i = 0; i < times; i++) {
      spoiled = once(spoiled, other);
    }
    return spoiled;
  }

  private byte[] once(byte[] line, byte[] other) {
    int at = random.nextInt(line.length + 1);
    int end = Math.min(line.length, at + random.nextInt(random.nextInt(4) == 0 ? 200 : 4));
    return switch (random.nextInt(9)) {
      case 0 -> changed(line, at, (byte) random.nextInt(256));
      case 1 -> flipped(line, at);
      case 2 -> replaced(line, at, end, new byte[0]);
      case 3 -> replaced(line, at, at, Arrays.copyOfRange(line, at, end));
      case 4 -> replaced(line, at, end, PIECES[random.nextInt(PIECES.length)]);
      case 5 -> replaced(line, at, at, PIECES[random.nextInt(PIECES.length)]);
      case 6 -> replaced(line, at, at, BAD_UTF8[random.nextInt(BAD_UTF8.length)]);
      case 7 -> Arrays.copyOf(line, at);
      default -> spliced(line, at, other);
    };
  }

  private static byte[] changed(byte[] line, int at, byte to) {
    byte[] copy = line.clone();
    if (at < copy.length) {
      copy[at] = to;
    }
    return copy;
  }

  private byte[] flipped(byte[] line, int at) {
    return at == line.length ? line : changed(line, at, (byte) (line[at] ^ 1 << random.nextInt(8)));
  }

  private byte[] spliced(byte[] line, int at, byte[] other) {
    int from = random.nextInt(other.length + 1);
    int to = from + random.nextInt(Math.min(80, other.length - from + 1));
    return replaced(line, at, at, Arrays.copyOfRange(other, from, to));
  }

  private static byte[] replaced(byte[] line, int from, int to, byte[] by) {
    byte[] result = new byte[from + by.length + line.length - to];
    System.arraycopy(line, 0, result, 0, from);
    System.arraycopy(by, 0, result, from, by.length);
    System.arraycopy(line, to, result, from + by.length, line.length - to);
    return result;
  }

  private static byte[][] bytes(String... pieces) {
    return Arrays.stream(pieces)
        .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
        .toArray(byte[][]::new);
  }
}
