package io.framecount.common.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The headers of a dead letter, each of text in UTF-8. The loader describes a rejected line, whose
 * bytes are the letter's value; the counter describes a record that it set aside, which is the
 * letter with all headers it had.
 */
public enum LetterHeader {
  /** Why: a stable word of the loader such as {@code missing-field}, a sentence of the counter. */
  REASON("reason"),
  /** The loader's reason in a sentence. */
  MESSAGE("message"),
  /** The path of the fault in the JSON, such as {@code $.ts}. */
  PATH("path"),
  /** The input that the line is from. */
  FILE("file"),
  /** The line's number in its input, from 1. */
  LINE("line"),
  /** The position of the fault in the decompressed input, in bytes from 0. */
  POSITION("position"),
  /** The number of attempts to load the line, from 1; absent means one. */
  ATTEMPTS("attempts"),
  /** The topic of the record that was set aside. */
  TOPIC("topic"),
  /** The record's partition. */
  PARTITION("partition"),
  /** The record's offset. */
  OFFSET("offset"),
  /** The record's timestamp, in milliseconds since 1970. */
  TIMESTAMP("timestamp"),
  /** The combiners' group that set the record aside; only letters of a counter have it. */
  GROUP("group");

  private static final String PREFIX = "framecount.";

  private final String key;

  LetterHeader(String name) {
    key = PREFIX + name;
  }

  /** Returns whether a header of a record is one that makes it a dead letter. */
  public static boolean isOurs(Header header) {
    return header.key().startsWith(PREFIX);
  }

  /** Adds this header. */
  public void add(Headers headers, String value) {
    headers.add(key, value.getBytes(UTF_8));
  }

  /** Returns whether this header is there. */
  public boolean isIn(Headers headers) {
    return headers.lastHeader(key) != null;
  }

  /** Returns the text of this header; empty if it is not there, or null. */
  public Optional<String> text(Headers headers) {
    Header header = headers.lastHeader(key);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), UTF_8));
  }

  /** Copies this header as it is, if it is there. */
  public void copy(Headers from, Headers to) {
    Header header = from.lastHeader(key);
    if (header != null) {
      to.add(header);
    }
  }
}
