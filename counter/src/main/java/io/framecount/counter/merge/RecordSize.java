package io.framecount.counter.merge;

import io.framecount.counter.unique.UniqueMethod;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Sizes of records with the users of a window. A standard sketch has half a megabyte and fits into
 * any topic; methods that keep more need topics that take more, which not every cluster allows, so
 * only these are given them.
 */
public final class RecordSize {
  /** Bytes of the largest record that the counter writes, beside dead letters. */
  static final int LARGEST = 32 << 20;

  /** Largest record in bytes; the default limit of topics is a little higher. */
  private static final long USUAL = 1_000_000;

  private static final long ROOM_FOR_THE_REST = 10_000;

  private RecordSize() {}

  /** Returns what topics that hold the users of a window need to be created with. */
  public static Map<String, String> topicConfig(UniqueMethod method) {
    return method.mostBytes() + ROOM_FOR_THE_REST <= USUAL
        ? Map.of()
        : Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST));
  }
}
