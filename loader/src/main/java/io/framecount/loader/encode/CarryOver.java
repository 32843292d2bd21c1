package io.framecount.loader.encode;

import io.framecount.common.letters.LetterHeader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The parts of a source record that its frame gets.
 *
 * @param key whether the frame has the record's key
 * @param time whether the frame has the record's timestamp
 * @param headers whether the frame has the record's headers
 */
public record CarryOver(boolean key, boolean time, boolean headers) {
  /** Nothing, as for lines of files. */
  public static final CarryOver NOTHING = new CarryOver(false, false, false);

  /** Names the schema of the source's value, which the frame has not any more. */
  private static final String VALUE_SCHEMA = "__value_schema_id";

  /** Names the schema of the source's key, which only that key has. */
  private static final String KEY_SCHEMA = "__key_schema_id";

  /** Returns whether a frame needs a source record. */
  public boolean needed() {
    return key || time || headers;
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
        && (key || !header.key().equals(KEY_SCHEMA));
  }
}
