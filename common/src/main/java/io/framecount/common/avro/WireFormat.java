package io.framecount.common.avro;

/**
 * Confluent's framing of a registered record: a zero byte, the schema id as four bytes, big-endian,
 * then the Avro binary.
 */
public final class WireFormat {
  /** Bytes before the Avro binary begins. */
  public static final int HEADER_BYTES = 5;

  private static final byte MAGIC = 0;

  private WireFormat() {}

  /** Writes the header at the start of the array. */
  public static void writeHeader(byte[] record, int schemaId) {
    record[0] = MAGIC;
    record[1] = (byte) (schemaId >>> 24);
    record[2] = (byte) (schemaId >>> 16);
    record[3] = (byte) (schemaId >>> 8);
    record[4] = (byte) schemaId;
  }

  /** Whether the bytes begin as a registered record does. */
  public static boolean isFramed(byte[] record) {
    return record.length >= HEADER_BYTES && record[0] == MAGIC;
  }

  /** The schema id of a record for which {@link #isFramed} holds. */
  public static int schemaId(byte[] record) {
    return (record[1] & 0xff) << 24
        | (record[2] & 0xff) << 16
        | (record[3] & 0xff) << 8
        | (record[4] & 0xff);
  }
}
