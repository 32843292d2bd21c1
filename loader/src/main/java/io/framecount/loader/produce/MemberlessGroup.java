package io.framecount.loader.produce;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;

/** A consumer group that nobody joins: it only keeps an offset. */
final class MemberlessGroup {
  private MemberlessGroup() {}

  /**
   * Returns what a transaction needs to know of it.
   *
   * <p>Kafka wants to hide this constructor one day: then only a consumer can say it, and to make
   * one for that takes as long as the commit itself.
   */
  @SuppressWarnings({"deprecation", "removal"})
  static ConsumerGroupMetadata metadata(String group) {
    return new ConsumerGroupMetadata(group);
  }
}
