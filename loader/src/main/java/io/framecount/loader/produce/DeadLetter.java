package io.framecount.loader.produce;

import io.framecount.common.letters.LetterHeader;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A line that could not be loaded, with reason and place.
 *
 * @param reason short and stable, for counting; such as {@code missing-field}
 * @param message the reason in a sentence
 * @param path where in the JSON, such as {@code $.ts}; null if the line is not JSON
 * @param file the input it is from
 * @param line its number in the input, from 1
 * @param position where the fault lay in the decompressed input when the line was first tried, in
 *     bytes from 0
 * @param attempts how often it was tried by now, from 1
 * @param source the record that was to be loaded; null for a line of a file. Then the file is the
 *     partition, such as {@code raw-2}, the line the offset, and the position counts from the
 *     beginning of the value
 */
public record DeadLetter(
    String reason,
    String message,
    String path,
    String file,
    long line,
    long position,
    int attempts,
    ConsumerRecord<byte[], ?> source) {
  /** Headers of a source record up to so many bytes stay in its letter; all of them or none. */
  private static final int MOST_HEADER_BYTES = 32 * 1024;

  /** A letter of a line. */
  public DeadLetter(
      String reason,
      String message,
      String path,
      String file,
      long line,
      long position,
      int attempts) {
    this(reason, message, path, file, line, position, attempts, null);
  }

  /** The letter of a record that was tried for the first time. */
  public static DeadLetter ofRecord(
      String reason, String message, String path, ConsumerRecord<byte[], ?> source, long position) {
    return new DeadLetter(
        reason, message, path, partition(source), source.offset(), position, 1, source);
  }

  /** The reason of a line of which only the beginning was kept. */
  public static final String LINE_TOO_LONG = "line-too-long";

  /** The letter of a line that was tried for the first time. */
  public DeadLetter(
      String reason, String message, String path, String file, long line, long position) {
    this(reason, message, path, file, line, position, 1);
  }

  /**
   * Returns what the headers of a record from a dead letter topic say; what they lack is unknown.
   */
  public static DeadLetter of(ConsumerRecord<byte[], byte[]> letter) {
    Headers headers = letter.headers();
    return new DeadLetter(
        LetterHeader.REASON.text(headers).orElse("unknown"),
        LetterHeader.MESSAGE.text(headers).orElse(""),
        LetterHeader.PATH.text(headers).orElse(null),
        LetterHeader.FILE
            .text(headers)
            .orElseGet(() -> source(letter).map(DeadLetter::partition).orElse(partition(letter))),
        number(headers, LetterHeader.LINE, number(headers, LetterHeader.OFFSET, letter.offset())),
        number(headers, LetterHeader.POSITION, 0),
        (int) number(headers, LetterHeader.ATTEMPTS, 1),
        source(letter).orElse(null));
  }

  /** Returns the record that a letter is about, without its value; empty if it is about a line. */
  private static Optional<ConsumerRecord<byte[], ?>> source(ConsumerRecord<byte[], byte[]> letter) {
    return LetterHeader.TOPIC
        .text(letter.headers())
        .map(
            topic -> {
              Headers own = new RecordHeaders();
              for (Header header : letter.headers()) {
                if (!LetterHeader.isOurs(header)) {
                  own.add(header);
                }
              }
              return new ConsumerRecord<byte[], byte[]>(
                  topic,
                  (int) number(letter.headers(), LetterHeader.PARTITION, 0),
                  number(letter.headers(), LetterHeader.OFFSET, letter.offset()),
                  number(letter.headers(), LetterHeader.TIMESTAMP, letter.timestamp()),
                  TimestampType.CREATE_TIME,
                  0,
                  0,
                  letter.key(),
                  null,
                  own,
                  Optional.empty());
            });
  }

  /** Returns the place in words, such as {@code a.json, line 7} or {@code raw-2@1234}. */
  public String where() {
    return source == null ? "%s, line %,d".formatted(file, line) : file + "@" + line;
  }

  /** The letter of the same line after one more attempt, which failed for this reason. */
  public DeadLetter again(String newReason, String newMessage, String newPath) {
    return new DeadLetter(
        newReason, newMessage, newPath, file, line, position, attempts + 1, source);
  }

  /** The record for the dead letter topic: the line whole as its value, the rest in headers. */
  ProducerRecord<byte[], byte[]> toRecord(String topic, byte[] bytes, int from, int to) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(topic, key(), Arrays.copyOfRange(bytes, from, to));
    Headers headers = letter.headers();
    if (source != null && sizeOf(source.headers()) <= MOST_HEADER_BYTES) {
      source.headers().forEach(headers::add);
    }
    LetterHeader.REASON.add(headers, reason);
    LetterHeader.MESSAGE.add(headers, message);
    if (path != null) {
      LetterHeader.PATH.add(headers, path);
    }
    if (source == null) {
      LetterHeader.FILE.add(headers, file);
      LetterHeader.LINE.add(headers, Long.toString(line));
    } else {
      LetterHeader.TOPIC.add(headers, source.topic());
      LetterHeader.PARTITION.add(headers, Integer.toString(source.partition()));
      LetterHeader.OFFSET.add(headers, Long.toString(source.offset()));
      LetterHeader.TIMESTAMP.add(headers, Long.toString(source.timestamp()));
    }
    LetterHeader.POSITION.add(headers, Long.toString(position));
    if (attempts > 1) {
      LetterHeader.ATTEMPTS.add(headers, Integer.toString(attempts));
    }
    return letter;
  }

  private static String partition(ConsumerRecord<byte[], ?> record) {
    return record.topic() + "-" + record.partition();
  }

  private byte[] key() {
    return source == null ? null : source.key();
  }

  private static long sizeOf(Headers headers) {
    long bytes = 0;
    for (Header header : headers) {
      bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    return bytes;
  }

  private static long number(Headers headers, LetterHeader header, long otherwise) {
    try {
      return Long.parseLong(header.text(headers).orElse(""));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
