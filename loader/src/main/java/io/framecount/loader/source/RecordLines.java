package io.framecount.loader.source;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.input.LineBatch;
import io.framecount.common.input.LineSource;
import io.framecount.loader.encode.RecordBatch;
import io.framecount.loader.encode.RecordJson;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;

/**
 * Reads the records of a topic in batches, as a member of a consumer group or, without one, from
 * all partitions. Used by one thread, but for {@link #close}, which only ends the reading; {@link
 * #leave} frees the consumer.
 */
final class RecordLines implements LineSource, ConsumerRebalanceListener {
  private static final Duration LONGEST_POLL = Duration.ofMillis(200);
  private static final Duration LEAVING = Duration.ofSeconds(3);
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** About as many bytes as a batch of lines has. */
  private static final int BATCH_BYTES = 256 * 1024;

  private static final int RECORDS_LOOKED_AT = 100;

  private final SourceTopic source;
  private final Supplier<Consumer<byte[], ByteBuffer>> consumers;
  private final TopicPositions positions;
  private final Settings settings;
  private final java.util.function.Consumer<String> say;
  private final Deque<RecordBatch> ready = new ArrayDeque<>();
  private final Map<TopicPartition, Long> handedOut = new HashMap<>();
  private Consumer<byte[], ByteBuffer> consumer;
  private Optional<Goal> goal = Optional.empty();
  private boolean begun;
  private boolean lost;
  private boolean leaving;
  private long rawBytes;
  private long nextLook = System.nanoTime() + LOOK_NANOS;
  private volatile boolean closed;

  /**
   * How to read.
   *
   * @param member whether to join the consumer group; else all partitions are read
   * @param maxBytes longest value to take
   * @param recordsAtOnce most records of a batch
   * @param skipDeleted whether to go on behind records that were deleted before they were loaded
   */
  record Settings(boolean member, int maxBytes, int recordsAtOnce, boolean skipDeleted) {}

  /**
   * @param consumers makes a consumer, and another one after each failure
   * @param say takes sentences for the user
   */
  RecordLines(
      SourceTopic source,
      Supplier<Consumer<byte[], ByteBuffer>> consumers,
      TopicPositions positions,
      Settings settings,
      java.util.function.Consumer<String> say) {
    this.source = source;
    this.consumers = consumers;
    this.positions = positions;
    this.settings = settings;
    this.say = say;
    positions.member(() -> consumer);
    join();
  }

  /** Ends at these offsets. */
  void until(Goal end) {
    goal = Optional.of(end);
  }

  private void join() {
    lost = false;
    consumer = consumers.get();
    if (settings.member()) {
      consumer.subscribe(List.of(source.name()), this);
    } else {
      Collection<TopicPartition> all = source.partitions();
      consumer.assign(all);
      onPartitionsAssigned(all);
    }
  }

  @Override
  public LineBatch poll(long nanos) throws InterruptedException {
    if (ready.isEmpty() && !closed) {
      fetch(Duration.ofNanos(Math.min(nanos, LONGEST_POLL.toNanos())));
    }
    RecordBatch next = ready.poll();
    if (next != null) {
      handedOut.put(next.partition(), next.next());
      rawBytes += next.contentBytes();
    }
    return next;
  }

  private void fetch(Duration patience) {
    ConsumerRecords<byte[], ByteBuffer> records = ask(patience);
    if (lost) {
      throw new RebalanceInProgressException(
          "the group has given this run's partitions to another");
    }
    if (!begun && !records.isEmpty()) {
      begun = true;
      requireJson(records);
    }
    for (Map.Entry<TopicPartition, OffsetAndMetadata> next : records.nextOffsets().entrySet()) {
      split(next.getKey(), records.records(next.getKey()), next.getValue().offset());
    }
    lookAtTopic(records.isEmpty());
  }

  private ConsumerRecords<byte[], ByteBuffer> ask(Duration patience) {
    try {
      return consumer.poll(patience);
    } catch (OffsetOutOfRangeException e) {
      comeBack(e.offsetOutOfRangePartitions());
      return ConsumerRecords.empty();
    } catch (KafkaException e) {
      // The client wraps what the listener throws.
      if (e.getCause() instanceof CommandFailure failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** A consumer never tells that its topic is gone. */
  private void lookAtTopic(boolean idle) {
    if (!idle) {
      nextLook = System.nanoTime() + LOOK_NANOS;
    } else if (System.nanoTime() - nextLook >= 0) {
      nextLook = System.nanoTime() + LOOK_NANOS;
      source.requireSame();
    }
  }

  private void split(
      TopicPartition partition, List<ConsumerRecord<byte[], ByteBuffer>> records, long next) {
    int from = 0;
    long bytes = 0;
    for (int i = 0; i < records.size(); i++) {
      ByteBuffer value = records.get(i).value();
      bytes += value == null ? 0 : value.remaining();
      int count = i + 1 - from;
      if (i + 1 < records.size() && (bytes >= BATCH_BYTES || count >= settings.recordsAtOnce())) {
        add(partition, records.subList(from, i + 1), records.get(i).offset() + 1);
        from = i + 1;
        bytes = 0;
      }
    }
    add(partition, records.subList(from, records.size()), next);
  }

  private void add(
      TopicPartition partition, List<ConsumerRecord<byte[], ByteBuffer>> records, long next) {
    ready.add(new RecordBatch(partition, records, next, settings.maxBytes(), 0));
  }

  /** Refuses a topic that begins with frames, for all of it would be rejected. */
  private void requireJson(ConsumerRecords<byte[], ByteBuffer> records) {
    int looked = 0;
    for (ConsumerRecord<byte[], ByteBuffer> record : records) {
      ByteBuffer value = record.value();
      if (value == null
          || !RecordJson.isFramedOtherwise(
              value.array(),
              value.arrayOffset() + value.position(),
              value.arrayOffset() + value.limit())) {
        return;
      }
      if (++looked == RECORDS_LOOKED_AT) {
        break;
      }
    }
    throw new CommandFailure(
        "topic %s holds records that are framed under a schema id and are no JSON, as Avro and Protobuf are (the first %,d all are); Avro frames need no loading, and counter --topic %s counts them"
            .formatted(source.name(), looked, source.name()));
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return;
    }
    boolean all = new HashSet<>(partitions).containsAll(source.partitions());
    Map<TopicPartition, Long> known = positions.open(partitions, all && settings.member());
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
    for (TopicPartition partition : partitions) {
      long begin = first.get(partition);
      positions.begin(partition, begin);
      long position = known.getOrDefault(partition, begin);
      handedOut.put(partition, position);
      if (position < begin) {
        skip(partition, position, begin);
      } else {
        consumer.seek(partition, position);
      }
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    if (leaving || lost) {
      return;
    }
    positions.handOver();
    positions.close(partitions);
    handedOut.keySet().removeAll(partitions);
    // What was read ahead of the others is forgotten, too.
    Set<TopicPartition> kept = new HashSet<>(handedOut.keySet());
    kept.forEach(each -> consumer.seek(each, handedOut.get(each)));
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    // Their frames can't be told from the others in the transaction.
    lost = !leaving;
  }

  /** Goes to where there are records, after Kafka has said that there are none at the position. */
  private void comeBack(Map<TopicPartition, Long> wrong) {
    source.requireSame();
    Map<TopicPartition, Long> first = consumer.beginningOffsets(wrong.keySet());
    Map<TopicPartition, Long> end = consumer.endOffsets(wrong.keySet());
    wrong.forEach(
        (partition, position) -> {
          if (position < first.get(partition)) {
            skip(partition, position, first.get(partition));
          } else if (position > end.get(partition)) {
            throw new CommandFailure(
                "partition %d of topic %s ends at offset %,d, though it was loaded up to %,d: Kafka has lost its last records (unclean leader election?); what was loaded stays, and a --group of its own with --from-start loads all that is left"
                    .formatted(partition.partition(), source.name(), end.get(partition), position));
          } else {
            consumer.seek(partition, position);
          }
        });
  }

  private void skip(TopicPartition partition, long from, long to) {
    String sentence =
        "offsets %,d to %,d of partition %d of topic %s (%,d) were deleted by Kafka before they were loaded (retention.ms, retention.bytes)"
            .formatted(from, to - 1, partition.partition(), source.name(), to - from);
    if (!settings.skipDeleted()) {
      throw new CommandFailure(sentence + "; --skip-deleted goes on behind them");
    }
    say.accept("warning: %s; the load goes on at offset %,d".formatted(sentence, to));
    consumer.seek(partition, to);
    ready.add(new RecordBatch(partition, List.of(), to, settings.maxBytes(), to - from));
  }

  @Override
  public boolean ended() {
    return closed || (ready.isEmpty() && goal.isPresent() && goal.get().reached(handedOut));
  }

  @Override
  public void giveBack(LineBatch batch) {}

  @Override
  public long rawBytes() {
    return rawBytes;
  }

  @Override
  public void rollBack() {
    ready.clear();
    handedOut.replaceAll((partition, position) -> positions.committed(partition));
  }

  @Override
  public void beginAgain() {
    leave();
    handedOut.clear();
    leaving = false;
    join();
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Leaves the group, so that others get the partitions at once. */
  void leave() {
    leaving = true;
    consumer.close(CloseOptions.timeout(LEAVING));
  }
}
