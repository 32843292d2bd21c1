package io.framecount.common.kafka;

import io.framecount.common.cli.CommandFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks topics up and creates them. */
public final class Topics {
  private static final int NAMES_SHOWN = 8;

  private final KafkaConnection kafka;

  Topics(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  /** The topic's description, or nothing if there is no such topic. */
  public Optional<TopicDescription> find(String topic) {
    try {
      return Optional.of(
          kafka.await(kafka.admin().describeTopics(List.of(topic)).topicNameValues().get(topic)));
    } catch (UnknownTopicOrPartitionException e) {
      return Optional.empty();
    } catch (InvalidTopicException e) {
      throw new CommandFailure("'%s' is not a valid topic name".formatted(topic), e);
    }
  }

  /**
   * The topic's description.
   *
   * @throws CommandFailure that names the topics there are, if this one is missing
   */
  public TopicDescription require(String topic) {
    return find(topic)
        .orElseThrow(
            () ->
                new CommandFailure(
                    "topic '%s' does not exist at %s; %s"
                        .formatted(topic, kafka.bootstrapServers(), whatThereIs())));
  }

  /**
   * Creates the topic with the broker's default replication; does nothing if it exists by now.
   *
   * @param config topic settings, such as {@code cleanup.policy}
   * @return whether this call created it
   */
  public boolean create(String topic, int partitions, Map<String, String> config) {
    NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty());
    try {
      kafka.await(kafka.admin().createTopics(List.of(wanted.configs(config))).all());
      // A creation is answered before the partitions have leaders. Asked for their offsets, the
      // client waits for these; a producer would start with batches that are refused and sent
      // again.
      kafka.offsets().end(topic);
      return true;
    } catch (TopicExistsException e) {
      return false;
    } catch (InvalidTopicException e) {
      throw new CommandFailure("'%s' is not a valid topic name".formatted(topic), e);
    }
  }

  /** The value of a setting of the topic, its own or the broker's default. */
  public String setting(String topic, String name) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return kafka
        .await(kafka.admin().describeConfigs(List.of(resource)).values().get(resource))
        .get(name)
        .value();
  }

  private String whatThereIs() {
    TreeSet<String> names = new TreeSet<>(kafka.await(kafka.admin().listTopics().names()));
    if (names.isEmpty()) {
      return "the cluster has no topics yet";
    }
    String shown = String.join(", ", names.stream().limit(NAMES_SHOWN).toList());
    return "topics there: " + shown + (names.size() > NAMES_SHOWN ? ", …" : "");
  }
}
