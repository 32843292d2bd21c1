package io.framecount.loader.replay;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicEnd;
import io.framecount.common.kafka.TopicScan;
import io.framecount.common.kafka.Wait;
import io.framecount.common.letters.LetterTopic;
import io.framecount.loader.produce.DeadLetter;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.replay.Replayer.LetterSource;
import io.framecount.loader.replay.RequeueSetAside.SetAsideLetter;
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

/**
 * The dead letters in a topic. A consumer group's offsets keep the progress of the replay.
 *
 * <p>A killed loader leaves a transaction open in the topic for longer than a transaction of the
 * replay may last. So the replay waits for it between two commits, when it has none open itself.
 */
final class TopicLetters implements LetterSource {
  /** Far shorter than a transaction may last, for the replay's own is open meanwhile. */
  private static final Duration READ_PATIENCE = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int LARGEST_LINE = 33 * 1024 * 1024;

  private final KafkaConnection kafka;
  private final String framesTopic;
  private final String topic;
  private final boolean ours;
  private final Duration patience;
  private long committed;

  /**
   * @param ours whether frames are in our own wire format
   */
  TopicLetters(KafkaConnection kafka, String framesTopic, boolean ours) {
    this(kafka, framesTopic, ours, TopicEnd.PATIENCE);
  }

  /** One that waits for open transactions so long. */
  TopicLetters(KafkaConnection kafka, String framesTopic, boolean ours, Duration patience) {
    this.kafka = kafka;
    this.ours = ours;
    this.patience = patience;
    this.framesTopic = framesTopic;
    this.topic = LetterTopic.of(framesTopic);
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
  public void replay(Replayer replayer, FrameProducer producer, BooleanSupplier stopped)
      throws InterruptedException {
    // What is rejected again lands after these ends.
    Map<TopicPartition, Long> end = kafka.offsets().end(topic);
    Map<TopicPartition, Long> first = kafka.offsets().first(topic);
    Map<TopicPartition, Long> start = start(first, end);
    RequeueSetAside bringBack = new RequeueSetAside(kafka, framesTopic, ours, first, start);
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
            .timeoutMs((int) TopicEnd.PATIENCE.toMillis());
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
    private final RequeueSetAside bringBack;
    private final long end;
    private long position;

    Part(TopicPartition partition, long from, long end, TopicScan scan, RequeueSetAside bringBack) {
      this.bringBack = bringBack;
      this.partition = partition;
      this.position = from;
      this.end = end;
      this.scan = scan;
    }

    void replay(Replayer replayer, FrameProducer producer, BooleanSupplier stopped)
        throws InterruptedException {
      boolean more = true;
      while (more && position < end && !stopped.getAsBoolean()) {
        long readable = awaitMore(stopped);
        if (readable > position) {
          more = read(readable, replayer, producer, stopped);
        } else {
          more = false;
          if (!stopped.getAsBoolean()) {
            var end = TopicEnd.upTo(kafka, topic, Map.of(partition, this.end));
            incomplete(replayer, "since " + end.sentence().subject());
          }
        }
      }
    }

    /** Returns the offset up to which letters can be read; the position if none came in time. */
    private long awaitMore(BooleanSupplier stopped) {
      return Wait.forResult(
              patience,
              PAUSE,
              () ->
                  Optional.of(committedEnd())
                      .filter(readable -> readable > position || stopped.getAsBoolean()))
          .orElse(position);
    }

    private long committedEnd() {
      return Math.min(end, kafka.offsets().committedEnd(topic).get(partition));
    }

    /** Takes all letters up to an offset, and returns whether there may be more. */
    private boolean read(
        long readable, Replayer replayer, FrameProducer producer, BooleanSupplier stopped) {
      committed = System.nanoTime();
      TopicScan.End how =
          scan.scan(
              Map.of(partition, position),
              Map.of(partition, readable),
              READ_PATIENCE,
              letter -> !stopped.getAsBoolean() && take(letter, replayer, producer));
      if (how == TopicScan.End.COMPLETE) {
        position = readable;
      }
      commit(producer);
      if (how == TopicScan.End.TIMED_OUT) {
        incomplete(replayer, "since no broker sent more");
      }
      return how == TopicScan.End.COMPLETE;
    }

    private void incomplete(Replayer replayer, String why) {
      replayer
          .tally()
          .incomplete(
              "%s could be read only up to offset %,d, %s; replay again later for the rest"
                  .formatted(partition, position, why));
    }

    private boolean take(
        ConsumerRecord<byte[], byte[]> letter, Replayer replayer, FrameProducer producer) {
      Optional<SetAsideLetter> record = SetAsideLetter.of(letter);
      if (record.isPresent()) {
        bringBack.take(record.get(), producer, replayer.tally(), () -> commit(producer));
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
