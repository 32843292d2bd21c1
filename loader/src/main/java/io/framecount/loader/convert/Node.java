package io.framecount.loader.convert;

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
   * @return false if it does not fit; {@code in} says why, and {@code out} may have a part of it
   */
  boolean encode(LineState line, int at, AvroBuffer out);

  /**
   * The same where a union has to choose: a record must have one of the object's members, or it
   * would take any object for its defaults.
   */
  default boolean encodeBranch(LineState line, int at, AvroBuffer out) {
    return encode(line, at, out);
  }

  /** The JSON types that may fit, as {@link Kinds}. */
  int kinds();

  /** Returns what fits, to follow "expected". */
  String expected();
}
