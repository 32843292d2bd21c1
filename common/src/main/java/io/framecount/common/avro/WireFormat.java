package io.framecount.common.avro;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Confluent's framing of a registered record: a zero byte, the schema id as four bytes, big-endian,
 * then the Avro binary.
 */
public final class WireFormat {
  /** Bytes before the Avro binary begins. */
  public static final int HEADER_BYTES = 5;

  private static final byte MAGIC = 0;

  /** The header of AWS Glue: version, compression, and the UUID of a schema. */
  private static final int GLUE_BYTES = 18;

  /** Headers in which other serializers put the id; the value is then the bare Avro binary. */
  private static final Map<String, String> ID_HEADERS =
      Map.of(
          "__value_schema_id",
          "as Confluent's HeaderSchemaIdSerializer writes it; read it with --serde confluent",
          "apicurio.value.globalId",
          "as Apicurio's serializer writes it; read it with --serde and the class of its deserializer",
          "apicurio.value.contentId",
          "as Apicurio's serializer writes it; read it with --serde and the class of its deserializer");

  private WireFormat() {}

  /**
   * Returns whether the schema id of a record is in its headers, so that its value is not in this
   * format, whatever it begins with.
   */
  public static boolean hasIdElsewhere(Headers headers) {
    return headers != null && idHeader(headers) != null;
  }

  private static String idHeader(Headers headers) {
    for (Header header : headers) {
      if (ID_HEADERS.containsKey(header.key())) {
        return header.key();
      }
    }
    return null;
  }

  /**
   * Describes a value that is not in this format, or has an impossible id.
   *
   * @param headers headers of the record; null if they are not known
   */
  public static String strange(Headers headers, byte[] data, int from, int length) {
    return isFramed(data, from, length)
        ? strange(headers, schemaId(data, from))
        : inHeader(headers).orElseGet(() -> looks(data, from, length));
  }

  /** Describes a value that begins like a record with this id, but is none. */
  public static String strange(Headers headers, int id) {
    return inHeader(headers)
        .orElseGet(
            () ->
                "its schema id would be %d, which is none; it may have one of eight bytes, as Apicurio's serializer writes it: read it with --serde and the class of its deserializer"
                    .formatted(id));
  }

  private static Optional<String> inHeader(Headers headers) {
    return hasIdElsewhere(headers)
        ? Optional.of(
            "its schema id is in the header %s, %s"
                .formatted(idHeader(headers), ID_HEADERS.get(idHeader(headers))))
        : Optional.empty();
  }

  private static String looks(byte[] data, int from, int length) {
    int first = length == 0 ? -1 : data[from];
    int second = length < 2 ? -1 : data[from + 1];
    if (first == '{' || first == '[') {
      return "it is JSON";
    }
    if (first == 3 && length >= GLUE_BYTES && (second == 0 || second == 5)) {
      return "it begins as AWS Glue's serializer writes it; read it with --serde and the class of its deserializer";
    }
    if (first == (byte) 0xC3 && second == 1) {
      return "it begins as Avro's single-object encoding, which has no schema id of a registry";
    }
    return "it is something else; was it loaded with another serializer?";
  }

  /** Writes the header at the start of the array. */
  public static void writeHeader(byte[] record, int schemaId) {
    record[0] = MAGIC;
    record[1] = (byte) (schemaId >>> 24);
    record[2] = (byte) (schemaId >>> 16);
    record[3] = (byte) (schemaId >>> 8);
    record[4] = (byte) schemaId;
  }

  /** Returns whether the bytes begin like a registered record. */
  public static boolean isFramed(byte[] record) {
    return isFramed(record, 0, record.length);
  }

  /**
   * Returns whether the {@code length} bytes from {@code from} on begin as a registered record
   * does.
   */
  public static boolean isFramed(byte[] data, int from, int length) {
    return length >= HEADER_BYTES && data[from] == MAGIC;
  }

  /** Returns the schema id of a record for which {@link #isFramed} holds. */
  public static int schemaId(byte[] record) {
    return schemaId(record, 0);
  }

  /** Returns the schema id of a registered record that begins at {@code from}. */
  public static int schemaId(byte[] data, int from) {
    return (data[from + 1] & 0xff) << 24
        | (data[from + 2] & 0xff) << 16
        | (data[from + 3] & 0xff) << 8
        | (data[from + 4] & 0xff);
  }
}
