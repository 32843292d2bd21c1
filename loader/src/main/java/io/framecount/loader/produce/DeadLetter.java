package io.framecount.loader.produce;

import io.framecount.common.letters.LetterHeader;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

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
 */
public record DeadLetter(
    String reason,
    String message,
    String path,
    String file,
    long line,
    long position,
    int attempts) {
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
        LetterHeader.FILE.text(headers).orElse(letter.topic() + "-" + letter.partition()),
        number(headers, LetterHeader.LINE, letter.offset()),
        number(headers, LetterHeader.POSITION, 0),
        (int) number(headers, LetterHeader.ATTEMPTS, 1));
  }

  /** The letter of the same line after one more attempt, which failed for this reason. */
  public DeadLetter again(String newReason, String newMessage, String newPath) {
    return new DeadLetter(newReason, newMessage, newPath, file, line, position, attempts + 1);
  }

  /** The record for the dead letter topic: the line whole as its value, the rest in headers. */
  ProducerRecord<byte[], byte[]> toRecord(String topic, byte[] bytes, int from, int to) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(topic, null, Arrays.copyOfRange(bytes, from, to));
    Headers headers = letter.headers();
    LetterHeader.REASON.add(headers, reason);
    LetterHeader.MESSAGE.add(headers, message);
    if (path != null) {
      LetterHeader.PATH.add(headers, path);
    }
    LetterHeader.FILE.add(headers, file);
    LetterHeader.LINE.add(headers, Long.toString(line));
    LetterHeader.POSITION.add(headers, Long.toString(position));
    if (attempts > 1) {
      LetterHeader.ATTEMPTS.add(headers, Integer.toString(attempts));
    }
    return letter;
  }

  private static long number(Headers headers, LetterHeader header, long otherwise) {
    try {
      return Long.parseLong(header.text(headers).orElse(""));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
