package io.framecount.loader.source;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * The topic that is loaded. A topic may be deleted and made again under the same name while it is
 * loaded, which a consumer does not notice. Used by one thread.
 */
final class SourceTopic {
  /** Brokers that have just started may not know the topic yet. */
  private static final int MISSES = 5;

  private final KafkaConnection kafka;
  private final String name;
  private final Uuid id;
  private int misses;

  /**
   * @throws CommandFailure if there is no such topic
   */
  SourceTopic(KafkaConnection kafka, String name) {
    this.kafka = kafka;
    this.name = name;
    id = kafka.topics().require(name).topicId();
  }

  KafkaConnection kafka() {
    return kafka;
  }

  String name() {
    return name;
  }

  String id() {
    return id.toString();
  }

  /** Returns the partitions that the topic has now. */
  Collection<TopicPartition> partitions() {
    int count = kafka.topics().require(name).partitions().size();
    return IntStream.range(0, count)
        .mapToObj(i -> new TopicPartition(name, i))
        .collect(Collectors.toSet());
  }

  /**
   * Makes sure that the topic is still the one that was opened.
   *
   * @throws CommandFailure if it was deleted, and made again or not
   */
  void requireSame() {
    Optional<TopicDescription> now = kafka.topics().find(name);
    if (now.isPresent()) {
      misses = 0;
      if (!now.get().topicId().equals(id)) {
        throw new CommandFailure(
            "topic %s was deleted and made again while it was loaded, so this load stops; what it had committed stays, and --from-start loads the new topic"
                .formatted(name));
      }
    } else if (++misses >= MISSES) {
      throw new CommandFailure(
          "topic %s was deleted while it was loaded; what was committed before stays"
              .formatted(name));
    }
  }
}
