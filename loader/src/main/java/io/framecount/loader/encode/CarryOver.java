package io.framecount.loader.encode;

import io.framecount.common.json.FieldPath;
import io.framecount.common.json.FieldPath.Source;
import io.framecount.common.letters.LetterHeader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The parts of a source record that its frame gets.
 *
 * @param key the part of the record that becomes the frame's key; empty for a field of the frame
 * @param time whether the frame has the record's timestamp
 * @param headers whether the frame has the record's headers
 */
public record CarryOver(Optional<FieldPath> key, boolean time, boolean headers) {
  /** Nothing, as for lines of files. */
  public static final CarryOver NOTHING = new CarryOver(Optional.empty(), false, false);

  /** Names the schema of the source's value, which the frame has not any more. */
  private static final String VALUE_SCHEMA = "__value_schema_id";

  /** Names the schema of the source's key, which only that key has. */
  private static final String KEY_SCHEMA = "__key_schema_id";

  /** Returns whether a frame needs a source record. */
  public boolean needed() {
    return key.isPresent() || time || headers;
  }

  /**
   * Returns the key of a frame; null for none. Bytes stay as they are, and numbers are written out.
   *
   * @param part where it lies beside the value of the record
   */
  static byte[] key(FieldPath part, ConsumerRecord<byte[], ?> source) {
    return switch (part.source()) {
      case KEY -> source.key();
      case HEADER -> {
        Header header = source.headers().lastHeader(part.names().get(0));
        yield header == null ? null : header.value();
      }
      case TIMESTAMP -> written(source.timestamp());
      case PARTITION -> written(source.partition());
      case OFFSET -> written(source.offset());
      case VALUE -> throw new IllegalArgumentException(part.toString());
    };
  }

  private static byte[] written(long number) {
    return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Returns the headers of a frame; null for none.
   *
   * @param own the headers that belong to the frame itself; null for none
   */
  Headers headers(ConsumerRecord<byte[], ?> source, Headers own) {
    if (!headers) {
      return own;
    }
    Headers all = new RecordHeaders();
    for (Header header : source.headers()) {
      if (isCarried(header)) {
        all.add(header);
      }
    }
    if (own != null) {
      own.forEach(all::add);
    }
    return all;
  }

  private boolean isCarried(Header header) {
    return !LetterHeader.isOurs(header)
        && !header.key().equals(VALUE_SCHEMA)
        && (keepsKey() || !header.key().equals(KEY_SCHEMA));
  }

  private boolean keepsKey() {
    return key.filter(part -> part.source() == Source.KEY).isPresent();
  }
}
