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
    return isFramed(record, 0, record.length);
  }

  /** Whether the {@code length} bytes from {@code from} on begin as a registered record does. */
  public static boolean isFramed(byte[] data, int from, int length) {
    return length >= HEADER_BYTES && data[from] == MAGIC;
  }

  /** The schema id of a record for which {@link #isFramed} holds. */
  public static int schemaId(byte[] record) {
    return schemaId(record, 0);
  }

  /** The schema id of a registered record that begins at {@code from}. */
  public static int schemaId(byte[] data, int from) {
    return (data[from + 1] & 0xff) << 24
        | (data[from + 2] & 0xff) << 16
        | (data[from + 3] & 0xff) << 8
        | (data[from + 4] & 0xff);
  }
}
