package io.framecount.loader.produce;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A line that could not be loaded, and all there is to know about it.
 *
 * @param reason short and stable, for counting; such as {@code missing-field}
 * @param message the reason in a sentence
 * @param path where in the JSON, such as {@code $.ts}; null if the line is not JSON
 * @param file the input it is from
 * @param line its number in the input, from 1
 * @param position where the fault lies in the decompressed input, in bytes from 0
 */
public record DeadLetter(
    String reason, String message, String path, String file, long line, long position) {
  private static final String PREFIX = "framecount.";

  /** The record for the dead letter topic: the line whole as its value, the rest in headers. */
  ProducerRecord<byte[], byte[]> toRecord(String topic, byte[] bytes, int from, int to) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(topic, null, Arrays.copyOfRange(bytes, from, to));
    Headers headers = letter.headers();
    add(headers, "reason", reason);
    add(headers, "message", message);
    if (path != null) {
      add(headers, "path", path);
    }
    add(headers, "file", file);
    add(headers, "line", Long.toString(line));
    add(headers, "position", Long.toString(position));
    return letter;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
  }
}
