package io.framecount.common.kafka;

import io.framecount.common.cli.CommandFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks topics up and creates them. */
public final class Topics {
  private static final int LONGEST_NAME = 249;
  private static final int NAMES_SHOWN = 8;
  private static final Pattern NAME = Pattern.compile("(?!\\.\\.?$)[a-zA-Z0-9._-]+");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final KafkaConnection kafka;

  Topics(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  /** Returns the reason why Kafka would not accept a name, as far as the name alone shows it. */
  public static Optional<String> problemOf(String name) {
    if (name.length() > LONGEST_NAME) {
      return Optional.of(
          "topic name '%s' has %d characters, and Kafka takes %d at most"
              .formatted(name, name.length(), LONGEST_NAME));
    }
    return NAME.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            "'%s' is not a valid topic name: Kafka takes letters, digits, '.', '_' and '-'"
                .formatted(name));
  }

  /** Returns the topic's description, or nothing if there is no such topic. */
  public Optional<TopicDescription> find(String topic) {
    try {
      return Optional.of(
          kafka.await(kafka.admin().describeTopics(List.of(topic)).topicNameValues().get(topic)));
    } catch (UnknownTopicOrPartitionException e) {
      return Optional.empty();
    } catch (TopicAuthorizationException e) {
      // The answer does not say of which topic.
      throw new TopicAuthorizationException(Set.of(topic));
    } catch (InvalidTopicException e) {
      throw invalid(topic, e);
    }
  }

  private static CommandFailure invalid(String topic, InvalidTopicException e) {
    return new CommandFailure(
        "'%s' is not a valid topic name: %s".formatted(topic, e.getMessage()), e);
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
    return !create(List.of(wanted.configs(config))).isEmpty();
  }

  /**
   * Creates topics, all at once; does nothing for those that exist by now.
   *
   * @return the names of those that this call created
   */
  public List<String> create(List<NewTopic> wanted) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    Map<String, KafkaFuture<Void>> answers = kafka.admin().createTopics(wanted).values();
    List<String> created =
        wanted.stream()
            .map(NewTopic::name)
            .filter(topic -> isCreated(topic, answers.get(topic)))
            .toList();
    wanted.forEach(topic -> awaitLeaders(topic.name()));
    return created;
  }

  private boolean isCreated(String topic, KafkaFuture<Void> answer) {
    try {
      kafka.await(answer);
      return true;
    } catch (TopicExistsException e) {
      return false;
    } catch (TopicAuthorizationException e) {
      throw new CommandFailure(
          "topic '%s' does not exist, and this user may not create it; have it created, or ask for the ACL Create on it"
              .formatted(topic),
          e);
    } catch (InvalidTopicException e) {
      throw invalid(topic, e);
    }
  }

  /**
   * Waits until the brokers know a new topic and its leaders. The controller answers earlier, so a
   * reader might miss the topic, and a producer's first batches would be refused and sent again.
   */
  private void awaitLeaders(String topic) {
    if (!Wait.until(PATIENCE, PAUSE, () -> find(topic).map(this::isServed).orElse(false))) {
      throw new CommandFailure(
          "topic '%s' was created at %s, but its partitions have had no leader for %d s; are all brokers up?"
              .formatted(topic, kafka.bootstrapServers(), PATIENCE.toSeconds()));
    }
  }

  /**
   * Returns whether all leaders exist and answer; another broker may know less than the one asked.
   */
  private boolean isServed(TopicDescription topic) {
    try {
      return hasLeaders(topic) && !kafka.offsets().end(topic).isEmpty();
    } catch (UnknownTopicOrPartitionException e) {
      return false;
    }
  }

  private static boolean hasLeaders(TopicDescription topic) {
    return topic.partitions().stream().allMatch(p -> p.leader() != null && !p.leader().isEmpty());
  }

  /** Returns a setting of the topic, its own or the broker's default. */
  public String setting(String topic, String name) {
    try {
      return kafka.await(settings(List.of(topic)).get(topic)).get(name).value();
    } catch (TopicAuthorizationException e) {
      throw new CommandFailure(
          "this user may not see the settings of topic '%s'; ask for the ACL DescribeConfigs on it"
              .formatted(topic),
          e);
    }
  }

  /**
   * Returns whether Kafka keeps only the newest record of each key; false if this user may not see
   * the settings.
   */
  public boolean isCompacted(String topic) {
    return cleanupPolicy(settings(List.of(topic)).get(topic))
        .orElse("")
        .contains(TopicConfig.CLEANUP_POLICY_COMPACT);
  }

  /**
   * Returns the cleanup policy of each topic, asked for at once. Leaves out topics that do not
   * exist, and those whose settings this user may not see.
   */
  public Map<String, String> cleanupPolicies(Collection<String> topics) {
    Map<String, String> policies = new HashMap<>();
    settings(topics)
        .forEach(
            (topic, answer) -> {
              try {
                cleanupPolicy(answer).ifPresent(policy -> policies.put(topic, policy));
              } catch (UnknownTopicOrPartitionException e) {
                // There is no such topic.
              }
            });
    return policies;
  }

  private Optional<String> cleanupPolicy(KafkaFuture<Config> answer) {
    try {
      return Optional.of(kafka.await(answer).get(TopicConfig.CLEANUP_POLICY_CONFIG).value());
    } catch (AuthorizationException e) {
      return Optional.empty();
    }
  }

  private Map<String, KafkaFuture<Config>> settings(Collection<String> topics) {
    List<ConfigResource> resources =
        topics.stream().map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList();
    Map<String, KafkaFuture<Config>> answers = new HashMap<>();
    kafka
        .admin()
        .describeConfigs(resources)
        .values()
        .forEach((resource, answer) -> answers.put(resource.name(), answer));
    return answers;
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
