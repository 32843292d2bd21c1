package io.framecount.counter.frame.field;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A place in the Avro binary of one record. Reads and skips the encodings of the <a
 * href="https://avro.apache.org/docs/1.12.0/specification/#binary-encoding">specification</a>
 * without making objects; never looks beyond the record's end, since the bytes around it belong to
 * other records. Not thread-safe, used again for each record.
 */
final class AvroCursor {
  private static final int DEEPEST = 500;
  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private int depth;

  /** Moves to a record's Avro binary. */
  void reset(byte[] data, int from, int to) {
    bytes = data;
    at = from;
    end = to;
    depth = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Index of the next byte. */
  int position() {
    return at;
  }

  boolean atEnd() {
    return at == end;
  }

  /** Reads an int or long: variable length, zigzag. */
  long readLong() {
    if (at < end && bytes[at] >= 0) {
      long single = bytes[at++];
      return (single >>> 1) ^ -(single & 1);
    }
    return readLongVarint();
  }

  private long readLongVarint() {
    long raw = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      byte next = readByte();
      raw |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    throw new BadRecord("the bytes do not fit their schema: a number has more than ten bytes");
  }

  void skipLong() {
    readLong();
  }

  /** Reads the length of bytes or of a string, and checks that as many bytes follow. */
  int readLength() {
    long length = readLong();
    require(length);
    return (int) length;
  }

  void skip(long count) {
    require(count);
    at += (int) count;
  }

  /** Skips bytes or a string. */
  void skipBytes() {
    int length = readLength();
    at += length;
  }

  /** Enters a nested record; damaged bytes must not nest until the stack is full. */
  void descend() {
    if (++depth > DEEPEST) {
      throw new BadRecord("records nest deeper than " + DEEPEST);
    }
  }

  void ascend() {
    depth--;
  }

  /** Reads a float: four bytes, the lowest first. */
  float readFloat() {
    int from = at;
    skip(Float.BYTES);
    return (float) FLOAT.get(bytes, from);
  }

  /** Reads a double: eight bytes, the lowest first. */
  double readDouble() {
    int from = at;
    skip(Double.BYTES);
    return (double) DOUBLE.get(bytes, from);
  }

  /** Reads a single byte, such as that of a boolean. */
  byte readByte() {
    require(1);
    return bytes[at++];
  }

  private void require(long count) {
    if (count < 0 || count > end - at) {
      throw new BadRecord("the bytes do not fit their schema: they end too early");
    }
  }
}
