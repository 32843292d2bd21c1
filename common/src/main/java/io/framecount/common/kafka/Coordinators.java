package io.framecount.common.kafka;

import io.framecount.common.cli.CommandFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.Topic;

/**
 * Checks whether a cluster can store offsets of groups, and transactions. The cluster creates a
 * topic for each on first use; if it can't, clients get no answer for a minute and never learn why.
 * Settings that this user may not read count as fine.
 */
public final class Coordinators {
  private static final String GROUPS = "offsets.topic.replication.factor";
  private static final String TRANSACTIONS = "transaction.state.log.replication.factor";
  private static final String IN_SYNC = "transaction.state.log.min.isr";
  private static final String LONGEST = "transaction.max.timeout.ms";

  private final KafkaConnection kafka;
  private final Map<String, Optional<TopicDescription>> topics;
  private final Optional<Config> broker;

  /**
   * @param topics without those that it is not known of whether they exist
   */
  private Coordinators(
      KafkaConnection kafka,
      Map<String, Optional<TopicDescription>> topics,
      Optional<Config> broker) {
    this.kafka = kafka;
    this.topics = topics;
    this.broker = broker;
  }

  /** Asks the cluster all questions at once, since every start waits for the answers. */
  public static Coordinators of(KafkaConnection kafka) {
    var topics =
        kafka
            .admin()
            .describeTopics(
                List.of(Topic.GROUP_METADATA_TOPIC_NAME, Topic.TRANSACTION_STATE_TOPIC_NAME))
            .topicNameValues();
    Optional<KafkaFuture<Config>> settings =
        kafka.brokers().stream().findFirst().map(any -> settings(kafka, any.idString()));
    Map<String, Optional<TopicDescription>> known = new HashMap<>();
    topics.forEach(
        (name, answer) -> {
          try {
            known.put(name, Optional.of(kafka.await(answer)));
          } catch (UnknownTopicOrPartitionException e) {
            known.put(name, Optional.empty());
          } catch (ApiException e) {
            // Not for this user to see.
          }
        });
    return new Coordinators(kafka, known, settings.flatMap(answer -> answer(kafka, answer)));
  }

  private static KafkaFuture<Config> settings(KafkaConnection kafka, String broker) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker);
    return kafka.admin().describeConfigs(List.of(resource)).values().get(resource);
  }

  private static <T> Optional<T> answer(KafkaConnection kafka, KafkaFuture<T> question) {
    try {
      return Optional.of(kafka.await(question));
    } catch (ApiException e) {
      return Optional.empty();
    }
  }

  /**
   * Fails if nothing could be committed.
   *
   * @throws CommandFailure with the reason and the remedy
   */
  public void require(boolean transactions, int usualMillis) {
    problemOfGroups()
        .or(() -> transactions ? problemOfTransactions(usualMillis) : Optional.empty())
        .ifPresent(
            problem -> {
              throw new CommandFailure(problem);
            });
  }

  /** Returns why no group can keep its progress, and the remedy; empty if groups can. */
  public Optional<String> problemOfGroups() {
    return uncreatable(Topic.GROUP_METADATA_TOPIC_NAME, GROUPS, "no progress can be kept");
  }

  /**
   * Returns the reason why no transaction is possible, and the remedy; empty if transactions are
   * possible.
   *
   * @param usualMillis how long one may take unless the user says otherwise
   */
  public Optional<String> problemOfTransactions(int usualMillis) {
    String name = ProducerConfig.TRANSACTION_TIMEOUT_CONFIG;
    String wanted = kafka.clientConfig(Map.of(name, usualMillis)).get(name).toString();
    String topic = Topic.TRANSACTION_STATE_TOPIC_NAME;
    return uncreatable(topic, TRANSACTIONS, "there can be no transactions")
        .or(() -> tooFewCopies(topic))
        .or(() -> tooLong(wanted));
  }

  private Optional<String> uncreatable(String topic, String setting, String consequence) {
    Optional<TopicDescription> found = topics.get(topic);
    long copies = number(setting);
    if (found == null || found.isPresent() || copies <= kafka.brokers().size()) {
      return Optional.empty();
    }
    int brokers = registered();
    return copies > brokers
        ? Optional.of(
            "the cluster can't make its topic %s, which is to have %d copies (%s) on %d %s, so %s; start more brokers, or set %s=%d on them"
                .formatted(
                    topic,
                    copies,
                    setting,
                    brokers,
                    brokers == 1 ? "broker" : "brokers",
                    consequence,
                    setting,
                    brokers))
        : Optional.empty();
  }

  /**
   * Returns the number of registered brokers, including those that are down, because Kafka places
   * copies on them too. Old brokers can't tell.
   */
  private int registered() {
    var all = new DescribeClusterOptions().includeFencedBrokers(true);
    return answer(kafka, kafka.admin().describeCluster(all).nodes())
        .orElseGet(kafka::brokers)
        .size();
  }

  private Optional<String> tooFewCopies(String topic) {
    Optional<TopicDescription> found = topics.get(topic);
    if (found == null) {
      return Optional.empty();
    }
    long copies =
        found
            .map(there -> (long) there.partitions().get(0).replicas().size())
            .orElseGet(() -> number(TRANSACTIONS));
    long needed = number(IN_SYNC);
    return copies > 0 && copies < needed
        ? Optional.of(
            "topic %s of the cluster has %d %s, but %d must have a record (%s), so there can be no transactions; set %s=%d on the brokers%s"
                .formatted(
                    topic,
                    copies,
                    copies == 1 ? "copy" : "copies",
                    needed,
                    IN_SYNC,
                    IN_SYNC,
                    copies,
                    found.isEmpty()
                        ? ""
                        : ", and %s on the topic"
                            .formatted(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)))
        : Optional.empty();
  }

  private Optional<String> tooLong(String wanted) {
    // What is no number, the client refuses.
    long timeoutMillis = wanted.matches("\\d{1,18}") ? Long.parseLong(wanted) : 0;
    long longest = number(LONGEST);
    return longest > 0 && longest < timeoutMillis
        ? Optional.of(
            "the brokers allow no transaction of more than %,d ms (%s), and these may take %,d; add -X transaction.timeout.ms=%d"
                .formatted(longest, LONGEST, timeoutMillis, longest))
        : Optional.empty();
  }

  /** Returns a setting of the brokers; -1 if it is not known. */
  private long number(String setting) {
    return broker
        .map(config -> config.get(setting))
        .map(ConfigEntry::value)
        .map(Long::parseLong)
        .orElse(-1L);
  }
}
