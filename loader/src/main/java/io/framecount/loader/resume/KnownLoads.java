package io.framecount.loader.resume;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Finds all loads whose progress a cluster still remembers. */
public final class KnownLoads {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final KafkaConnection kafka;

  public KnownLoads(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  /**
   * A load that the cluster remembers.
   *
   * @param group the consumer group that keeps its progress
   * @param deciding whether a transaction is open that may move the progress on
   */
  public record KnownLoad(String topic, String group, LoadProgress progress, boolean deciding) {}

  /**
   * The loads into a topic, by file name.
   *
   * @param topic null for all topics
   */
  public List<KnownLoad> of(String topic) {
    Map<String, Map<TopicPartition, OffsetAndMetadata>> all =
        new HashMap<>(ask(groups(kafka), true));
    Set<String> deciding = decide(all);
    List<KnownLoad> loads =
        all.entrySet().stream()
            .flatMap(
                group -> loads(group.getKey(), group.getValue(), deciding.contains(group.getKey())))
            .filter(load -> topic == null || load.topic().equals(topic))
            .toList();
    Map<List<String>, Instant> latest = new HashMap<>();
    loads.forEach(
        load ->
            latest.merge(
                place(load), saved(load), (one, other) -> one.isAfter(other) ? one : other));
    return loads.stream()
        .filter(load -> !isSuperseded(load, latest.get(place(load))))
        .sorted(
            Comparator.comparing(KnownLoad::topic)
                .thenComparing(load -> load.progress().file())
                .thenComparing(KnownLoad::group))
        .toList();
  }

  /**
   * Returns whether a load got nowhere, and the same place was loaded again since. An input without
   * a whole line, or with damage, may have another beginning later; then another group keeps its
   * progress, and this one is out of date.
   */
  private static boolean isSuperseded(KnownLoad load, Instant latest) {
    return load.progress().checkpoint().position() == 0
        && load.progress().saved() != null
        && load.progress().saved().isBefore(latest);
  }

  private static List<String> place(KnownLoad load) {
    return List.of(load.topic(), load.progress().file());
  }

  private static Instant saved(KnownLoad load) {
    return load.progress().saved() == null ? Instant.MIN : load.progress().saved();
  }

  /** All groups that keep progress of any topic. */
  static List<String> groups(KafkaConnection kafka) {
    ListGroupsOptions options = ListGroupsOptions.forConsumerGroups();
    return kafka.await(kafka.admin().listGroups(options).all()).stream()
        .map(GroupListing::groupId)
        .filter(Fingerprint::isProgress)
        .toList();
  }

  /**
   * Waits a moment for transactions that are about to change progress, since a running load has one
   * at each commit; then takes the progress before them.
   *
   * @param all lacks undecided progress; it is added
   * @return the groups whose progress is still undecided
   */
  private Set<String> decide(Map<String, Map<TopicPartition, OffsetAndMetadata>> all) {
    Map<String, Map<TopicPartition, OffsetAndMetadata>> before = new HashMap<>();
    boolean unused =
        Wait.until(
            PATIENCE,
            PAUSE,
            () -> {
              all.putAll(ask(before.keySet(), true));
              before.clear();
              before.putAll(undecided(all));
              return before.isEmpty();
            });
    all.putAll(before);
    return before.keySet();
  }

  /** Returns the progress about to be committed for groups without decided progress. */
  private Map<String, Map<TopicPartition, OffsetAndMetadata>> undecided(
      Map<String, Map<TopicPartition, OffsetAndMetadata>> all) {
    List<String> without =
        all.entrySet().stream()
            .filter(group -> group.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    Map<String, Map<TopicPartition, OffsetAndMetadata>> found = new HashMap<>(ask(without, false));
    found.values().removeIf(Map::isEmpty);
    return found;
  }

  /**
   * @param stable whether to leave out offsets that a transaction is about to change
   */
  private Map<String, Map<TopicPartition, OffsetAndMetadata>> ask(
      Collection<String> groups, boolean stable) {
    if (groups.isEmpty()) {
      return Map.of();
    }
    Map<String, ListConsumerGroupOffsetsSpec> question =
        groups.stream()
            .collect(
                Collectors.toMap(Function.identity(), group -> new ListConsumerGroupOffsetsSpec()));
    var options = new ListConsumerGroupOffsetsOptions().requireStable(stable);
    return kafka.await(kafka.admin().listConsumerGroupOffsets(question, options).all());
  }

  private static Stream<KnownLoad> loads(
      String group, Map<TopicPartition, OffsetAndMetadata> offsets, boolean deciding) {
    return offsets.entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .flatMap(
            entry ->
                LoadProgress.of(entry.getValue()).stream()
                    .map(
                        saved ->
                            new KnownLoad(
                                target(saved.progress(), entry.getKey()),
                                group,
                                saved.progress(),
                                deciding)));
  }

  /**
   * The progress of a file lies under the topic it is loaded into, that of a topic under itself.
   */
  private static String target(LoadProgress progress, TopicPartition where) {
    return progress.origin() == null ? where.topic() : progress.origin().into();
  }
}
