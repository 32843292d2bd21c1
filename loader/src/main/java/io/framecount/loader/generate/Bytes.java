package io.framecount.loader.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.Checksum;
import java.util.zip.Deflater;

/** A growing run of bytes that never copies on the way out. Not thread-safe. */
final class Bytes {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private byte[] array;
  private int length;

  Bytes(int capacity) {
    array = new byte[capacity];
  }

  int length() {
    return length;
  }

  byte last() {
    return array[length - 1];
  }

  void add(char latin1) {
    reserve(1);
    array[length++] = (byte) latin1;
  }

  void add(byte[] piece) {
    reserve(piece.length);
    System.arraycopy(piece, 0, array, length, piece.length);
    length += piece.length;
  }

  void addLatin1(String text) {
    for (int i = 0; i < text.length(); i++) {
      add(text.charAt(i));
    }
  }

  void addDecimal(long value) {
    if (value < 0) {
      add('-');
    }
    int digits = 1;
    for (long rest = value / 10; rest != 0; rest /= 10) {
      digits++;
    }
    addDigits(value, digits);
  }

  /** Adds the last {@code digits} decimal digits of the value, with leading zeros. */
  void addDigits(long value, int digits) {
    reserve(digits);
    long rest = value;
    for (int i = length + digits - 1; i >= length; i--) {
      array[i] = (byte) ('0' + Math.abs(rest % 10));
      rest /= 10;
    }
    length += digits;
  }

  /** Adds the top {@code digits} hexadecimal digits of the value. */
  void addHex(long value, int digits) {
    reserve(digits);
    for (int i = 0; i < digits; i++) {
      array[length++] = HEX[(int) (value >>> (60 - 4 * i)) & 0xf];
    }
  }

  /** Forgets all after the first {@code newLength} bytes. */
  void truncate(int newLength) {
    length = newLength;
  }

  /** Adds one piece of what the deflater gives, until it has no more to say. */
  void addDeflated(Deflater deflater, int flush) {
    int room;
    int given;
    do {
      reserve(array.length / 4);
      room = array.length - length;
      given = deflater.deflate(array, length, room, flush);
      length += given;
    } while (given == room);
  }

  void giveTo(Deflater deflater) {
    deflater.setInput(array, 0, length);
  }

  void giveTo(Checksum checksum) {
    checksum.update(array, 0, length);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(array, 0, length);
  }

  private void reserve(int more) {
    if (length + more > array.length) {
      array = Arrays.copyOf(array, Math.max(length + more, array.length * 2));
    }
  }
}
