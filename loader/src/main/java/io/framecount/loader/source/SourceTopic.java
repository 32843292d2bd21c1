package io.framecount.loader.source;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
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

  private final String name;
  private final Supplier<Optional<TopicDescription>> found;
  private final Uuid id;
  private int misses;

  /**
   * @param first the topic as it was found first
   * @param found asks for the topic
   */
  SourceTopic(TopicDescription first, Supplier<Optional<TopicDescription>> found) {
    name = first.name();
    id = first.topicId();
    this.found = found;
  }

  /**
   * Finds the topic.
   *
   * @throws CommandFailure if there is no such topic
   */
  static SourceTopic in(KafkaConnection kafka, String name) {
    return new SourceTopic(kafka.topics().require(name), () -> kafka.topics().find(name));
  }

  String name() {
    return name;
  }

  String id() {
    return id.toString();
  }

  /** Returns the partitions that the topic has now. */
  Collection<TopicPartition> partitions() {
    int count = found.get().map(topic -> topic.partitions().size()).orElse(0);
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
    Optional<TopicDescription> now = found.get();
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
