package io.framecount.loader.convert;

import io.framecount.loader.convert.BytesNodes.BytesNode;
import io.framecount.loader.convert.BytesNodes.DecimalBytesNode;
import io.framecount.loader.convert.BytesNodes.UuidNode;
import io.framecount.loader.convert.NumberNodes.DecimalNode;
import io.framecount.loader.convert.NumberNodes.FloatingNode;
import io.framecount.loader.convert.SimpleNodes.ArrayNode;
import io.framecount.loader.convert.SimpleNodes.BooleanNode;
import io.framecount.loader.convert.SimpleNodes.DateNode;
import io.framecount.loader.convert.SimpleNodes.MapNode;
import io.framecount.loader.convert.SimpleNodes.NullNode;
import io.framecount.loader.convert.SimpleNodes.RawJsonNode;
import io.framecount.loader.convert.SimpleNodes.StringNode;
import io.framecount.loader.convert.SimpleNodes.WholeNode;
import io.framecount.loader.convert.TimeNodes.TimeNode;
import io.framecount.loader.convert.TimeNodes.TimestampNode;

/**
 * One part of a plan: encodes a JSON value as one Avro type. Nodes hold no state of a line, so they
 * may be used from several threads, each with its {@link LineState}; except for the name counts of
 * records.
 */
sealed interface Node
    permits ArrayNode,
        BooleanNode,
        BytesNode,
        DateNode,
        DecimalBytesNode,
        DecimalNode,
        EnumNode,
        ExtendedNode,
        FloatingNode,
        MapNode,
        NullNode,
        RawJsonNode,
        RecordNode,
        StringNode,
        TimeNode,
        TimestampNode,
        UnionNode,
        UuidNode,
        WholeNode {

  /**
   * Appends the value that begins at {@code at}.
   *
   * @return false if it does not fit; {@code line} has the reason, and {@code out} may hold a part
   *     of it
   */
  boolean encode(LineState line, int at, AvroBuffer out);

  /**
   * Appends the value where a union has to choose: a record must have one of the object's members,
   * or it would take any object for its defaults.
   */
  default boolean encodeBranch(LineState line, int at, AvroBuffer out) {
    return encode(line, at, out);
  }

  /** The JSON types that may fit, as bits of {@link Kinds}. */
  int kinds();

  /** Returns what fits, to follow "expected". */
  String expected();

  /** Sets of JSON types, as bits. */
  final class Kinds {
    static final int NULL = 1;
    static final int BOOLEAN = 2;
    static final int NUMBER = 4;
    static final int STRING = 8;
    static final int OBJECT = 16;
    static final int ARRAY = 32;

    private Kinds() {}

    /** The type of a value, by its first byte. */
    static int of(byte first) {
      return switch (first) {
        case 'n' -> NULL;
        case 't', 'f' -> BOOLEAN;
        case '"' -> STRING;
        case '{' -> OBJECT;
        case '[' -> ARRAY;
        default -> NUMBER;
      };
    }
  }
}
