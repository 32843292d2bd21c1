package io.framecount.counter.combine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Makes text of a value of the grouping field, which lies as Avro binary in a record. */
@FunctionalInterface
interface GroupText {
  GroupText NONE = (data, from, length) -> GroupName.NONE;
  GroupText STRING =
      (data, from, length) -> GroupName.of(new String(data, from, length, StandardCharsets.UTF_8));
  GroupText HEX = (data, from, length) -> hex(data, from, length);
  GroupText NUMBER = (data, from, length) -> Long.toString(number(data, from, length));
  GroupText BOOLEAN = (data, from, length) -> Boolean.toString(data[from] != 0);
  GroupText FLOAT = (data, from, length) -> Float.toString(buffer(data, from, length).getFloat());
  GroupText DOUBLE =
      (data, from, length) -> Double.toString(buffer(data, from, length).getDouble());

  /** The name of the group. */
  String of(byte[] data, int from, int length);

  /** The symbols of an enum. */
  static GroupText symbols(List<String> symbols) {
    return (data, from, length) -> {
      long index = number(data, from, length);
      if (index < 0 || index >= symbols.size()) {
        throw new Undecodable("the bytes do not fit their schema: an enum has no symbol " + index);
      }
      return GroupName.of(symbols.get((int) index));
    };
  }

  private static String hex(byte[] data, int from, int length) {
    return GroupName.of(HexFormat.of().formatHex(data, from, from + length));
  }

  private static long number(byte[] data, int from, int length) {
    AvroCursor cursor = new AvroCursor();
    cursor.reset(data, from, from + length);
    return cursor.readLong();
  }

  private static ByteBuffer buffer(byte[] data, int from, int length) {
    return ByteBuffer.wrap(data, from, length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
