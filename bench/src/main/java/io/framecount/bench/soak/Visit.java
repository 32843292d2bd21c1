package io.framecount.bench.soak;

import io.framecount.common.avro.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * A frame of the soak.
 *
 * @param country the group; null if there is none
 */
record Visit(String user, Instant time, String country) {
  /** Returns a visit's schema under a numbered name, and so with a schema id of its own. */
  static Schema schema(int number) {
    return new Schema.Parser()
        .parse(
            """
            {"type": "record", "name": "Visit%d", "fields": [
              {"name": "country", "type": ["null", "string"]},
              {"name": "uid", "type": "string"},
              {"name": "ts", "type": {"type": "long", "logicalType": "timestamp-millis"}}
            ]}"""
                .formatted(number));
  }

  /** Returns a record's value, made by Avro's own encoder so that no code under test takes part. */
  byte[] bytes(int schemaId) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] header = new byte[WireFormat.HEADER_BYTES];
      WireFormat.writeHeader(header, schemaId);
      out.write(header);
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      encoder.writeIndex(country == null ? 0 : 1);
      if (country != null) {
        encoder.writeString(country);
      }
      encoder.writeString(user);
      encoder.writeLong(time.toEpochMilli());
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
