package io.framecount.counter.frame.field;

import io.framecount.counter.partial.GroupName;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Makes text of a value of the grouping field, which lies as Avro binary in a record. */
@FunctionalInterface
public interface GroupText {
  GroupText NONE = (data, from, length) -> GroupName.NONE;
  GroupText STRING =
      (data, from, length) -> GroupName.of(new String(data, from, length, StandardCharsets.UTF_8));
  GroupText HEX = (data, from, length) -> hex(data, from, length);
  GroupText NUMBER = (data, from, length) -> Long.toString(cursor(data, from, length).readLong());
  GroupText BOOLEAN = (data, from, length) -> Boolean.toString(data[from] != 0);
  GroupText FLOAT =
      (data, from, length) -> CanonicalNumber.of(cursor(data, from, length).readFloat());
  GroupText DOUBLE =
      (data, from, length) -> CanonicalNumber.of(cursor(data, from, length).readDouble());

  /** The name of the group. */
  String of(byte[] data, int from, int length);

  /** The symbols of an enum. */
  static GroupText symbols(List<String> symbols) {
    return (data, from, length) ->
        GroupName.of(symbols.get(Skip.symbol(cursor(data, from, length), symbols.size())));
  }

  private static String hex(byte[] data, int from, int length) {
    return GroupName.of(HexFormat.of().formatHex(data, from, from + length));
  }

  private static AvroCursor cursor(byte[] data, int from, int length) {
    AvroCursor cursor = new AvroCursor();
    cursor.reset(data, from, from + length);
    return cursor;
  }
}
