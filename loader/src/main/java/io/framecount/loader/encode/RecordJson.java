package io.framecount.loader.encode;

import io.framecount.common.avro.WireFormat;

/** Finds the JSON in the value of a record of Kafka. */
public final class RecordJson {
  private static final int BOM_BYTES = 3;

  /** Stands for a value that is framed as the registry's clients do, but holds no JSON object. */
  static final int FRAMED_OTHERWISE = -1;

  private RecordJson() {}

  /**
   * Returns whether a value is framed as the registry's clients do, and holds no JSON object behind
   * the schema's id.
   */
  public static boolean isFramedOtherwise(byte[] bytes, int from, int to) {
    return start(bytes, from, to) == FRAMED_OTHERWISE;
  }

  /**
   * Returns the index of the first byte that is JSON if anything is: behind a frame of JSON Schema,
   * and behind a byte order mark.
   */
  static int start(byte[] bytes, int from, int to) {
    if (!WireFormat.isFramed(bytes, from, to - from)) {
      return behindMark(bytes, from, to);
    }
    int start = behindMark(bytes, from + WireFormat.HEADER_BYTES, to);
    int at = start;
    while (at < to && isBlank(bytes[at])) {
      at++;
    }
    return at < to && bytes[at] == '{' ? start : FRAMED_OTHERWISE;
  }

  /** Returns why a value that is {@link #FRAMED_OTHERWISE} becomes no frame. */
  static Problem framedOtherwise(byte[] bytes, int from) {
    return new Problem(
        "not-json",
        "the record is framed under schema id %d and holds no JSON object, as Avro or Protobuf does; only JSON can be loaded"
            .formatted(WireFormat.schemaId(bytes, from)),
        null,
        0);
  }

  private static int behindMark(byte[] bytes, int from, int to) {
    boolean marked =
        to - from >= BOM_BYTES
            && bytes[from] == (byte) 0xEF
            && bytes[from + 1] == (byte) 0xBB
            && bytes[from + 2] == (byte) 0xBF;
    return marked ? from + BOM_BYTES : from;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }
}
