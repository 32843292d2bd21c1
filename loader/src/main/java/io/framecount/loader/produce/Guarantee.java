package io.framecount.loader.produce;

import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The promise of a load about each line, and the producer settings it needs. */
public enum Guarantee {
  /**
   * Each line is in the topic once, whatever dies in between: frames and progress share a
   * transaction.
   */
  EXACTLY_ONCE,
  /**
   * Each line is in the topic; after a crash the lines since the last saved progress are there
   * twice.
   */
  AT_LEAST_ONCE,
  /** The leader's word suffices; lines may be lost or doubled, and a load can't be resumed. */
  FIRE_AND_FORGET;

  /** The producer settings that it stands on. */
  public Map<String, String> config() {
    return this == FIRE_AND_FORGET
        ? Map.of(ProducerConfig.ACKS_CONFIG, "1", ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false")
        : Map.of(ProducerConfig.ACKS_CONFIG, "all");
  }

  /** Returns whether a load under it keeps its progress. */
  public boolean resumable() {
    return this != FIRE_AND_FORGET;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
