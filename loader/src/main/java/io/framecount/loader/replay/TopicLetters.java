package io.framecount.loader.replay;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicScan;
import io.framecount.loader.produce.DeadLetter;
import io.framecount.loader.produce.DeadLetters;
import io.framecount.loader.produce.FrameProducer;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The dead letter topic of a topic. The replay's progress is a consumer group's offsets in it. */
final class TopicLetters implements LetterSource {
  /** Longer than a killed loader's transaction stays open. */
  private static final Duration PATIENCE = Duration.ofSeconds(75);

  private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int LARGEST_LINE = 33 * 1024 * 1024;

  private final KafkaConnection kafka;
  private final String framesTopic;
  private final String topic;
  private final boolean ours;
  private long committed;

  /**
   * @param ours whether frames are in our own wire format
   */
  TopicLetters(KafkaConnection kafka, String framesTopic, boolean ours) {
    this.kafka = kafka;
    this.ours = ours;
    this.framesTopic = framesTopic;
    this.topic = DeadLetters.topicFor(framesTopic);
  }

  @Override
  public boolean isEmpty() {
    return kafka.topics().find(topic).isEmpty();
  }

  @Override
  public String group() {
    return "framecount-replay-" + framesTopic;
  }

  @Override
  public int largestLine() {
    return LARGEST_LINE;
  }

  @Override
  public void replay(Replayer replayer, FrameProducer producer, BooleanSupplier stopped) {
    // What is rejected again lands after these ends.
    Map<TopicPartition, Long> end = kafka.offsets().end(topic);
    Map<TopicPartition, Long> first = kafka.offsets().first(topic);
    Map<TopicPartition, Long> start = start(first, end);
    BringBack bringBack = new BringBack(kafka, framesTopic, ours, first, start);
    List<TopicPartition> partitions =
        end.keySet().stream().sorted(Comparator.comparing(TopicPartition::partition)).toList();
    try (TopicScan scan = new TopicScan(kafka)) {
      for (TopicPartition partition : partitions) {
        if (start.get(partition) < end.get(partition) && !stopped.getAsBoolean()) {
          new Part(partition, start.get(partition), end.get(partition), scan, bringBack)
              .replay(replayer, producer, stopped);
        }
      }
    }
  }

  private Map<TopicPartition, Long> start(
      Map<TopicPartition, Long> first, Map<TopicPartition, Long> end) {
    Map<TopicPartition, OffsetAndMetadata> done = done();
    Map<TopicPartition, Long> start = new HashMap<>();
    end.forEach((part, last) -> start.put(part, start(done.get(part), first.get(part), last)));
    return start;
  }

  private Map<TopicPartition, OffsetAndMetadata> done() {
    var stable =
        new ListConsumerGroupOffsetsOptions()
            .requireStable(true)
            .timeoutMs((int) PATIENCE.toMillis());
    var question = Map.of(group(), new ListConsumerGroupOffsetsSpec());
    return kafka.await(
        kafka
            .admin()
            .listConsumerGroupOffsets(question, stable)
            .partitionsToOffsetAndMetadata(group()));
  }

  /** A position after the end is one of a topic of the same name that was deleted since. */
  static long start(OffsetAndMetadata done, long first, long end) {
    return done == null || done.offset() > end ? first : Math.max(done.offset(), first);
  }

  /** One partition, which is done before the next, so that a position is enough for a commit. */
  private final class Part {
    private final TopicPartition partition;
    private final TopicScan scan;
    private final BringBack bringBack;
    private final long end;
    private long position;

    Part(TopicPartition partition, long from, long end, TopicScan scan, BringBack bringBack) {
      this.bringBack = bringBack;
      this.partition = partition;
      this.position = from;
      this.end = end;
      this.scan = scan;
    }

    void replay(Replayer replayer, FrameProducer producer, BooleanSupplier stopped) {
      committed = System.nanoTime();
      TopicScan.End how =
          scan.scan(
              Map.of(partition, position),
              Map.of(partition, end),
              PATIENCE,
              letter -> !stopped.getAsBoolean() && take(letter, replayer, producer));
      if (how == TopicScan.End.COMPLETE) {
        position = end;
      } else if (how == TopicScan.End.TIMED_OUT) {
        replayer
            .tally()
            .incomplete(
                "%s could be read only up to offset %,d, since a transaction is open there; replay again later for the rest"
                    .formatted(partition, position));
      }
      commit(producer);
    }

    private boolean take(
        ConsumerRecord<byte[], byte[]> letter, Replayer replayer, FrameProducer producer) {
      Optional<SetAsideLetter> record = SetAsideLetter.of(letter);
      if (record.isPresent()) {
        bringBack.take(record.get(), producer, replayer.tally());
      } else {
        byte[] line = letter.value() == null ? new byte[0] : letter.value();
        replayer.take(DeadLetter.of(letter), line);
      }
      position = letter.offset() + 1;
      if (System.nanoTime() - committed >= COMMIT_NANOS) {
        commit(producer);
      }
      return true;
    }

    private void commit(FrameProducer producer) {
      producer.commit(partition, Map.of(group(), new OffsetAndMetadata(position)));
      committed = System.nanoTime();
    }
  }
}
