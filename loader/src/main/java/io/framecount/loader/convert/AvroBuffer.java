package io.framecount.loader.convert;

import java.util.Arrays;

/**
 * Growing bytes with Avro's binary primitives (Avro specification 1.12, "Binary Encoding"). A
 * caller may put bytes of its own before a record, such as a wire format's header. Not thread-safe;
 * allocates only to grow.
 */
public final class AvroBuffer {
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private byte[] bytes;
  private int length;

  /**
   * @param capacity bytes to begin with, at least 1
   */
  public AvroBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  /** The bytes; the first {@link #length} count. Another array after the buffer has grown. */
  public byte[] array() {
    return bytes;
  }

  public int length() {
    return length;
  }

  public void clear() {
    length = 0;
  }

  /** Forgets all from {@code length} on. */
  public void truncate(int length) {
    this.length = length;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  public void writeByte(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  public void writeBoolean(boolean value) {
    writeByte(value ? 1 : 0);
  }

  /** An int or long: zigzag, then seven bits a byte. */
  public void writeLong(long value) {
    reserve(10);
    long rest = value << 1 ^ value >> 63;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  public void writeFloat(float value) {
    reserve(4);
    littleEndian(Float.floatToRawIntBits(value), 4);
  }

  public void writeDouble(double value) {
    reserve(8);
    littleEndian(Double.doubleToRawLongBits(value), 8);
  }

  /** Bytes as they are, as a fixed or an encoded value has them. */
  public void writeFixed(byte[] source, int from, int count) {
    reserve(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  /** Bytes with their length before them, as bytes and strings have them. */
  public void writeBytes(byte[] source, int from, int count) {
    writeLong(count);
    writeFixed(source, from, count);
  }

  /** Puts the size of a block before the items written from {@code start} on, and ends the list. */
  void closeBlock(int start, long items) {
    if (items > 0) {
      int end = length;
      writeLong(items);
      int size = length - end;
      reserve(size);
      System.arraycopy(bytes, start, bytes, start + size, length - start);
      System.arraycopy(bytes, length, bytes, start, size);
    }
    writeByte(0);
  }

  private void littleEndian(long value, int count) {
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) (value >>> (8 * i));
    }
  }

  private void reserve(int more) {
    if (more > bytes.length - length) {
      long wanted = Math.max((long) length + more, Math.min(2L * bytes.length, LARGEST));
      bytes = Arrays.copyOf(bytes, Math.toIntExact(wanted));
    }
  }
}
