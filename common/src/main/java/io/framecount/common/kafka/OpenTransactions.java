package io.framecount.common.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Names the producers of open transactions that hide records. The details depend on the user's
 * rights: Read on the topic shows a producer's id, Describe on the transactional id its name.
 */
public final class OpenTransactions {
  /** Orders partitions by topic and number. */
  static final Comparator<TopicPartition> ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

  private static final int PARTITIONS_SHOWN = 4;

  /** Default interval at which brokers look for transactions that have timed out. */
  private static final Duration BROKER_LOOKS = Duration.ofSeconds(10);

  /** Time after which a transaction that has timed out will no longer be ended by a broker. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final KafkaConnection kafka;

  public OpenTransactions(KafkaConnection kafka) {
    this.kafka = kafka;
  }

  /**
   * What is to be said, in two parts.
   *
   * @param subject which offsets lie behind what
   * @param advice what to do before trying again, or until when to wait
   * @param since when the first of the transactions was begun; nothing if that is not known of all
   */
  public record Sentence(String subject, String advice, Optional<Instant> since) {}

  /**
   * Who has a transaction open.
   *
   * @param lastWrote when it wrote to the partition last
   * @param name its transactional id, if one may see it
   * @param since when it was begun, if one may see that
   * @param until when it ends by itself at the latest
   * @param forgotten whether no broker will end it
   */
  private record Holder(
      long producerId,
      long startOffset,
      Instant lastWrote,
      Optional<String> name,
      Optional<Instant> since,
      Optional<Instant> until,
      boolean forgotten) {

    String text() {
      String who = name.map(id -> "producer " + id).orElse("producer id " + producerId);
      String when =
          since
              .map(time -> "since " + seconds(time))
              .orElse("which last wrote at " + seconds(lastWrote));
      return " (" + who + ", " + when + ")";
    }
  }

  /** Returns the number of offsets between two positions, over all partitions. */
  static long sum(Map<TopicPartition, Long> from, Map<TopicPartition, Long> end) {
    return from.entrySet().stream().mapToLong(e -> end.get(e.getKey()) - e.getValue()).sum();
  }

  /**
   * Describes what is hidden; asks Kafka for the names.
   *
   * @param from by partition, where the oldest open transaction begins
   * @param end by partition, up to where records are looked for
   */
  public Sentence sentence(
      String topic, Map<TopicPartition, Long> from, Map<TopicPartition, Long> end) {
    Map<TopicPartition, Holder> holders = holders(from);
    Map<String, List<TopicPartition>> byHolder = new LinkedHashMap<>();
    from.keySet().stream()
        .sorted(ORDER)
        .forEach(
            partition ->
                byHolder
                    .computeIfAbsent(
                        Optional.ofNullable(holders.get(partition)).map(Holder::text).orElse(""),
                        text -> new ArrayList<>())
                    .add(partition));
    String subject =
        byHolder.entrySet().stream()
            .map(
                group ->
                    "%s lie behind a transaction that is still open%s"
                        .formatted(offsets(group.getValue(), from, end), group.getKey()))
            .collect(Collectors.joining("; ", "topic '%s', ".formatted(topic), ""));
    return new Sentence(subject, advice(holders), since(from, holders));
  }

  private static String offsets(
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> end) {
    String some =
        partitions.stream()
            .limit(PARTITIONS_SHOWN)
            .map(
                partition ->
                    String.format(
                        Locale.ROOT,
                        "partition %d: %,d offsets from %d on",
                        partition.partition(),
                        end.get(partition) - from.get(partition),
                        from.get(partition)))
            .collect(Collectors.joining(", "));
    int more = partitions.size() - PARTITIONS_SHOWN;
    return more > 0 ? some + " and those of %d more partitions".formatted(more) : some;
  }

  private static Optional<Instant> since(
      Map<TopicPartition, Long> from, Map<TopicPartition, Holder> holders) {
    boolean known =
        from.keySet().stream()
            .allMatch(p -> holders.containsKey(p) && holders.get(p).since.isPresent());
    return known
        ? holders.values().stream().flatMap(h -> h.since.stream()).min(Comparator.naturalOrder())
        : Optional.empty();
  }

  private String advice(Map<TopicPartition, Holder> holders) {
    Optional<Map.Entry<TopicPartition, Holder>> stuck =
        holders.entrySet().stream().filter(holder -> holder.getValue().forgotten).findFirst();
    if (stuck.isPresent()) {
      return "no broker will end it, so do that with kafka-transactions.sh --bootstrap-server %s abort --topic %s --partition %d --start-offset %d, then try again"
          .formatted(
              kafka.bootstrapServers(),
              stuck.get().getKey().topic(),
              stuck.get().getKey().partition(),
              stuck.get().getValue().startOffset);
    }
    Optional<Instant> last =
        holders.values().stream().flatMap(h -> h.until.stream()).max(Comparator.naturalOrder());
    return last.map(OpenTransactions::seconds)
        .map("try again when it has ended, at the latest by %s"::formatted)
        .orElse(
            "try again when it has ended, which is after the transaction.timeout.ms of its producer"
                + " at the latest; if it does not end, see kafka-transactions.sh find-hanging");
  }

  /** Returns the oldest open transaction of each partition that this user may see. */
  private Map<TopicPartition, Holder> holders(Map<TopicPartition, Long> from) {
    Map<TopicPartition, Holder> holders = new TreeMap<>(ORDER);
    Map<Long, Optional<Named>> known = new HashMap<>();
    var answers = kafka.admin().describeProducers(from.keySet());
    for (TopicPartition partition : from.keySet()) {
      try {
        kafka.await(answers.partitionResult(partition)).activeProducers().stream()
            .filter(producer -> producer.currentTransactionStartOffset().isPresent())
            .min(
                Comparator.comparingLong(
                    producer -> producer.currentTransactionStartOffset().getAsLong()))
            .map(
                producer ->
                    holder(partition, producer, known.computeIfAbsent(id(producer), this::named)))
            .ifPresent(holder -> holders.put(partition, holder));
      } catch (KafkaException e) {
        // Not allowed, or a broker that does not know the question: then it is said without a name.
      }
    }
    return holders;
  }

  private static Long id(ProducerState producer) {
    return producer.producerId();
  }

  private record Named(String name, TransactionDescription transaction) {}

  /**
   * Returns the transactional id of a producer and its coordinator's data; empty if this user may
   * not see them.
   */
  private Optional<Named> named(long producerId) {
    try {
      var ofProducer = new ListTransactionsOptions().filterProducerIds(List.of(producerId));
      Optional<String> id =
          kafka.await(kafka.admin().listTransactions(ofProducer).all()).stream()
              .map(TransactionListing::transactionalId)
              .findFirst();
      return id.map(
          name ->
              new Named(
                  name,
                  kafka.await(
                      kafka.admin().describeTransactions(List.of(name)).description(name))));
    } catch (KafkaException e) {
      return Optional.empty();
    }
  }

  private static Holder holder(
      TopicPartition partition, ProducerState producer, Optional<Named> named) {
    long start = producer.currentTransactionStartOffset().getAsLong();
    Optional<TransactionDescription> current =
        named
            .map(Named::transaction)
            .filter(t -> t.topicPartitions().contains(partition))
            .filter(t -> t.producerId() == producer.producerId());
    Optional<Instant> since =
        current.flatMap(
            t -> {
              OptionalLong millis = t.transactionStartTimeMs();
              return millis.isPresent()
                  ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
                  : Optional.empty();
            });
    Optional<Instant> until =
        since.map(
            time ->
                time.plusMillis(current.orElseThrow().transactionTimeoutMs()).plus(BROKER_LOOKS));
    // Its coordinator has ended it, or should have; the partition was never told.
    boolean forgotten =
        named.isPresent()
            && (current.isEmpty() || until.filter(OpenTransactions::longAgo).isPresent());
    return new Holder(
        producer.producerId(),
        start,
        Instant.ofEpochMilli(producer.lastTimestamp()),
        named.map(Named::name),
        since,
        until,
        forgotten);
  }

  private static boolean longAgo(Instant time) {
    return Instant.now().isAfter(time.plus(GRACE));
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
