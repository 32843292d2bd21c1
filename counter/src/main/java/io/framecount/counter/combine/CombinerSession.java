package io.framecount.counter.combine;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.frame.FrameReader;
import io.framecount.counter.partial.Partials;
import io.framecount.counter.progress.CountSettings;
import io.framecount.counter.progress.Tally;
import io.framecount.counter.time.TimestampRule;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * One membership of the group, from joining to the first failure. What was counted is either
 * committed, all of it and once, or dies with the session; the next session reads it again. Used by
 * one thread.
 */
final class CombinerSession implements ConsumerRebalanceListener, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration CLOSE = Duration.ofSeconds(3);

  /** So often even offsets that stand still are committed. */
  private static final long RENEWAL_NANOS = Duration.ofHours(1).toNanos();

  private final KafkaConnection kafka;
  private final String source;
  private final KafkaConsumer<ByteBuffer, ByteBuffer> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Partials increments;
  private final SetAside setAside;
  private final FrameCounting counting;
  private final PartialWriter writer;
  private final CommitPolicy policy;
  private final DeadLetterTopic deadLetterTopic;
  private final SettingsGuard guard;
  private final KnownPartitions known;
  private final CombinerEvents events;
  private final OldestRecord oldest = new OldestRecord();
  private final AssignedPartitions ledger;
  private final SourceLog sourceLog;
  private final boolean renews;
  private Tally committed = Tally.NONE;
  private long lastCommit = System.nanoTime();
  private long lastRenewal = System.nanoTime();
  private boolean lost;
  private boolean over;

  CombinerSession(
      KafkaConnection kafka,
      CombinerPlan plan,
      FrameReader reader,
      OtherTypes others,
      String transactionalId,
      KnownPartitions known,
      CombinerEvents events,
      java.util.function.Consumer<String> say) {
    this.kafka = kafka;
    this.known = known;
    source = plan.names().source();
    this.events = events;
    CountSettings settings = plan.settings();
    increments = new Partials(settings.windows(), settings.method(), settings.grouped());
    setAside = new SetAside(plan.names().deadLetters(), plan.names().combinerGroup());
    counting = new FrameCounting(reader, increments, setAside, others);
    writer = new PartialWriter(plan.names().partials(), plan.serializer());
    policy = CommitPolicy.standard(settings.windows().sizes().size());
    deadLetterTopic = new DeadLetterTopic(kafka, plan);
    producer = CombinerClients.producer(kafka, transactionalId);
    guard = new SettingsGuard(plan);
    ledger = new AssignedPartitions(settings.note());
    sourceLog =
        new SourceLog(source, ledger, partition -> kafka.offsets().end(source).get(partition), say);
    renews = CombinerClients.agesOffsetsApart(kafka);
    try {
      consumer = CombinerClients.consumer(kafka, plan.names().combinerGroup(), settings);
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
    events.opened(consumer, producer);
    consumer.subscribe(List.of(source), this);
  }

  /** Makes sure that nothing of an earlier session with this transactional id is still open. */
  void begin() {
    producer.initTransactions();
  }

  /** Counts what has come, and commits if it is time. */
  void round() {
    ConsumerRecords<ByteBuffer, ByteBuffer> records = poll();
    if (lost) {
      throw new KafkaException("the group gave this instance's partitions to another");
    }
    TimestampRule rule = TimestampRule.at(System.currentTimeMillis());
    for (TopicPartition partition : records.partitions()) {
      oldest.note(records.records(partition));
      counting.count(records.records(partition), ledger.account(partition), rule);
    }
    ledger.advance(records.nextOffsets());
    if (ledger.moved() && due()) {
      commit();
    }
    if (System.nanoTime() - lastRenewal > RENEWAL_NANOS) {
      renew();
    }
  }

  private ConsumerRecords<ByteBuffer, ByteBuffer> poll() {
    try {
      return guard.poll(consumer, POLL);
    } catch (OffsetOutOfRangeException e) {
      sourceLog.resume(consumer, e);
      return ConsumerRecords.empty();
    }
  }

  /** Commits for the last time, if all that was counted is to stay. */
  void finish() {
    commit();
    renew();
  }

  /** A partition without frames for a week would be forgotten as soon as nobody counts. */
  private void renew() {
    if (renews) {
      commit(ledger.allOffsets());
    }
    lastRenewal = System.nanoTime();
  }

  /** Writes what was counted since the last commit, and that it was counted, in one transaction. */
  void commit() {
    commit(ledger.offsets());
  }

  private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    if (!offsets.isEmpty()) {
      long start = System.nanoTime();
      if (!setAside.records().isEmpty()) {
        deadLetterTopic.ensure();
      }
      requireSameSource(offsets.keySet());
      producer.beginTransaction();
      increments.forEach(addition -> send(writer.record(addition)));
      setAside.records().forEach(this::send);
      producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
      producer.commitTransaction();
      forget(offsets);
      events.committed(System.nanoTime() - start, oldest.take());
    }
    lastCommit = System.nanoTime();
  }

  /**
   * What is to be committed was fetched before, so a topic that is the same now was it then; and no
   * transaction is open while Kafka is asked.
   */
  private void requireSameSource(Set<TopicPartition> counted) {
    kafka.topics().find(source).ifPresent(topic -> known.requireSame(topic.topicId(), counted));
  }

  /** Frames of this session that are committed. */
  Tally committed() {
    return committed;
  }

  /** Frames of this session, committed or not. */
  Tally tally() {
    return committed.plus(ledger.fresh());
  }

  /** Windows that something was added to since the last commit. */
  int windows() {
    return increments.count();
  }

  /** Frames between here and the end of the partitions we have, as far as that is known. */
  long lag() {
    long lag = 0;
    for (TopicPartition partition : consumer.assignment()) {
      lag += consumer.currentLag(partition).orElse(0);
    }
    return lag;
  }

  /** Returns whether the partitions we have are counted up to these offsets. */
  boolean reached(Map<TopicPartition, Long> targets) {
    return ledger.reached(targets);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    events.joined();
    if (partitions.isEmpty()) {
      return;
    }
    // Waits until a transaction of the last owner that holds offsets of these is decided.
    Map<TopicPartition, OffsetAndMetadata> offsets = consumer.committed(new HashSet<>(partitions));
    Uuid topic = kafka.topics().require(source).topicId();
    Map<TopicPartition, OffsetAndMetadata> ours = known.take(topic, offsets);
    ours.values().forEach(guard::require);
    ours.forEach((partition, offset) -> ledger.open(partition, offset, topic));
    writer.frames(topic);
    sourceLog.begin(consumer, partitions);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (!over) {
      commit();
      ledger.close(partitions);
    }
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    // What was counted of these can't be told from the rest of a window's increment.
    lost = true;
  }

  /** Leaves the group without committing. */
  @Override
  public void close() {
    over = true;
    events.closed();
    producer.close(Duration.ZERO);
    consumer.close(CloseOptions.timeout(CLOSE));
  }

  private boolean due() {
    long millis = (System.nanoTime() - lastCommit) / 1_000_000;
    long bytes = increments.bytes() + setAside.bytes();
    return policy.due(bytes, increments.count(), millis, lag());
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    // If it fails, so does the commit.
    Future<RecordMetadata> unused = producer.send(record);
  }

  private void forget(Map<TopicPartition, OffsetAndMetadata> offsets) {
    committed = tally();
    ledger.committed(offsets);
    known.add(offsets);
    increments.clear();
    setAside.clear();
  }
}
