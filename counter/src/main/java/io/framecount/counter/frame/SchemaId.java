package io.framecount.counter.frame;

import io.framecount.counter.frame.field.BadRecord;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What stands for a schema in a record's header, as Confluent's serializers of 8.x write it: a zero
 * byte and four bytes of an id, or a byte 1 and sixteen of a GUID. The value, or the key, is then
 * without a frame.
 *
 * @param id 0 if there is a GUID
 * @param guid null if there is an id
 */
record SchemaId(int id, UUID guid) {
  static final String OF_VALUE = "__value_schema_id";
  static final String OF_KEY = "__key_schema_id";

  private static final byte ID = 0;
  private static final byte GUID = 1;
  private static final int ID_BYTES = 1 + Integer.BYTES;
  private static final int GUID_BYTES = 1 + 2 * Long.BYTES;

  /** The header's bytes; null if there is none. */
  static byte[] header(Headers headers, String name) {
    // Asked first, since it makes a text of each header's name.
    if (headers.toArray().length == 0) {
      return null;
    }
    Header header = headers.lastHeader(name);
    return header == null ? null : header.value();
  }

  /**
   * Reads a header's bytes.
   *
   * @throws BadRecord if they are neither
   */
  static SchemaId of(byte[] header, String name) {
    ByteBuffer bytes = ByteBuffer.wrap(header);
    if (header.length >= GUID_BYTES && header[0] == GUID) {
      return new SchemaId(0, new UUID(bytes.getLong(1), bytes.getLong(1 + Long.BYTES)));
    }
    if (header.length >= ID_BYTES && header[0] == ID && bytes.getInt(1) > 0) {
      return new SchemaId(bytes.getInt(1), null);
    }
    throw new BadRecord(
        "the header %s holds neither a schema id nor a GUID, as Confluent's serializers write them"
            .formatted(name));
  }

  @Override
  public String toString() {
    return guid == null ? "schema id " + id : "schema with GUID " + guid;
  }
}
