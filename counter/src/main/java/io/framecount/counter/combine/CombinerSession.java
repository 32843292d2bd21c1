package io.framecount.counter.combine;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.frame.FrameReader;
import io.framecount.counter.partial.Partials;
import io.framecount.counter.progress.CommittedSettings;
import io.framecount.counter.progress.CountSettings;
import io.framecount.counter.progress.SettingsNote;
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
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;

/**
 * One membership of the group, from joining to the first failure. A session commits each frame that
 * it counts once, or dies with it, and the next session reads the frame again. Used by one thread.
 */
final class CombinerSession implements ConsumerRebalanceListener, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration CLOSE = Duration.ofSeconds(3);

  /** Interval at which unchanged offsets are committed again. */
  private static final long RENEWAL_NANOS = Duration.ofHours(1).toNanos();

  private static final long NO_TIME = -1;

  private final KafkaConnection kafka;
  private final String source;
  private final Consumer<ByteBuffer, ByteBuffer> consumer;
  private final Producer<byte[], byte[]> producer;
  private final Partials partials;
  private final SetAside setAside;
  private final FrameCounting counting;
  private final PartialWriter writer;
  private final CommitPolicy policy;
  private final String output;
  private final SettingsNote settings;
  private final KnownPartitions known;
  private final CombinerEvents events;
  private final AssignedPartitions assigned;
  private final SourceLog sourceLog;
  private final boolean renews;
  private Tally committed = Tally.NONE;
  private long lastCommit = System.nanoTime();
  private long lastRenewal = System.nanoTime();
  private long oldestMillis = NO_TIME;
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
    output = plan.names().output();
    settings = plan.settings().note();
    CountSettings count = plan.settings();
    partials = new Partials(count.windows(), count.method(), count.grouped());
    setAside = new SetAside(kafka, plan.names());
    counting = new FrameCounting(reader, partials, setAside, others);
    writer = new PartialWriter(plan.names().partials(), plan.serializer());
    policy = CommitPolicy.standard(count.windows().sizes().size());
    producer = CombinerClients.producer(kafka, transactionalId);
    assigned = new AssignedPartitions(settings);
    sourceLog =
        new SourceLog(
            source, assigned, partition -> kafka.offsets().end(source).get(partition), say);
    renews = CombinerClients.agesOffsetsApart(kafka);
    try {
      consumer = CombinerClients.consumer(kafka, plan.names().combinerGroup(), count);
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
    events.opened(consumer, producer);
    consumer.subscribe(List.of(source), this);
  }

  /**
   * Keeps Kafka's timestamp of the oldest record since the last commit, judged by the first record
   * of each batch.
   */
  private void noteOldest(long millis) {
    oldestMillis = oldestMillis == NO_TIME ? millis : Math.min(oldestMillis, millis);
  }

  /** Ends any transaction that an earlier session with this transactional id left open. */
  void begin() {
    producer.initTransactions();
  }

  /** Polls once, counts the records, and commits if a commit is due. */
  void round() {
    ConsumerRecords<ByteBuffer, ByteBuffer> records = poll();
    if (lost) {
      throw new KafkaException("the group gave this instance's partitions to another");
    }
    TimestampRule rule = TimestampRule.at(System.currentTimeMillis());
    for (TopicPartition partition : records.partitions()) {
      noteOldest(records.records(partition).get(0).timestamp());
      counting.count(records.records(partition), assigned.of(partition), rule);
    }
    assigned.advance(records.nextOffsets());
    if (assigned.moved() && due()) {
      commit();
    }
    if (System.nanoTime() - lastRenewal > RENEWAL_NANOS) {
      renew();
    }
  }

  private ConsumerRecords<ByteBuffer, ByteBuffer> poll() {
    try {
      return consumer.poll(POLL);
    } catch (InconsistentGroupProtocolException e) {
      // Told by SettingsAssignor, as polling may join the group.
      throw new CommandFailure(
          ExitCode.USAGE,
          "another counter counts into topic '%s' now with other settings; use the same settings, or another --output"
              .formatted(output),
          e);
    } catch (OffsetOutOfRangeException e) {
      sourceLog.resume(consumer, e);
      return ConsumerRecords.empty();
    }
  }

  /** Commits for the last time. */
  void finish() {
    commit();
    renew();
  }

  /**
   * Commits all offsets again: that of a partition without frames for a week would expire as soon
   * as the group is empty.
   */
  private void renew() {
    if (renews) {
      commit(assigned.allOffsets());
    }
    lastRenewal = System.nanoTime();
  }

  /** Writes partials, dead letters and offsets since the last commit in one transaction. */
  void commit() {
    commit(assigned.offsets());
  }

  private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    if (!offsets.isEmpty()) {
      long start = System.nanoTime();
      if (!setAside.records().isEmpty()) {
        setAside.ensureTopic();
      }
      requireSameSource(offsets.keySet());
      producer.beginTransaction();
      partials.forEach(partial -> send(writer.record(partial)));
      setAside.records().forEach(this::send);
      producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
      producer.commitTransaction();
      forget(offsets);
      events.committed(System.nanoTime() - start, oldestMillis);
      oldestMillis = NO_TIME;
    }
    lastCommit = System.nanoTime();
  }

  /**
   * Checks that the source is still the topic that was joined. This comes after all fetches of the
   * commit, so the records are of the same topic; and before the transaction, so none stays open
   * while Kafka answers.
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
    return committed.plus(assigned.fresh());
  }

  /** Number of partials since the last commit. */
  int windows() {
    return partials.count();
  }

  /** Frames between the position and the end of the assigned partitions, as far as known. */
  long lag() {
    long lag = 0;
    for (TopicPartition partition : consumer.assignment()) {
      lag += consumer.currentLag(partition).orElse(0);
    }
    return lag;
  }

  /** Returns whether the assigned partitions are counted up to these offsets. */
  boolean reached(Map<TopicPartition, Long> targets) {
    return assigned.reached(targets);
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
    ours.values().forEach(offset -> CommittedSettings.require(offset, output, settings));
    ours.forEach((partition, offset) -> assigned.open(partition, offset, topic));
    writer.frames(topic);
    sourceLog.begin(consumer, partitions);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (!over) {
      commit();
      assigned.close(partitions);
    }
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    // Their frames can't be told from the others in a window's partial.
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
    long bytes = partials.bytes() + setAside.bytes();
    return policy.due(bytes, partials.count(), millis, lag());
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    // If it fails, so does the commit.
    Future<RecordMetadata> unused = producer.send(record);
  }

  private void forget(Map<TopicPartition, OffsetAndMetadata> offsets) {
    committed = tally();
    assigned.committed(offsets);
    known.add(offsets);
    partials.clear();
    setAside.clear();
  }
}
