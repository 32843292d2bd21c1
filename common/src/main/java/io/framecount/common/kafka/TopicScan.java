package io.framecount.common.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the committed records between given offsets, without a consumer group. Used by one thread.
 */
public final class TopicScan implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int FETCH_WAIT_MILLIS = 20;

  private static final int MANY_RECORDS = 5_000;
  private static final int MANY_BYTES = 4 << 20;
  private static final int FEW_RECORDS = 50;
  private static final int FEW_BYTES = 64 << 10;

  private final Consumer<byte[], byte[]> consumer;

  /** The end of a scan. */
  public enum End {
    /** All records up to the given offsets were seen. */
    COMPLETE,
    /** The visitor had enough. */
    STOPPED,
    /** A transaction stayed open for longer than the reader wanted to wait. */
    TIMED_OUT
  }

  /** Creates a scan for many or all records of a topic. */
  public TopicScan(KafkaConnection kafka) {
    this(kafka, MANY_RECORDS, MANY_BYTES);
  }

  /** Creates a scan for the first records, in small fetches. */
  public static TopicScan forFirst(KafkaConnection kafka) {
    return new TopicScan(kafka, FEW_RECORDS, FEW_BYTES);
  }

  private TopicScan(KafkaConnection kafka, int recordsAtOnce, int bytesOfPartition) {
    Map<String, Object> config =
        kafka.clientConfig(
            Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                recordsAtOnce,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                bytesOfPartition,
                // The next scan has to wait for the answer to the last fetch of this one.
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                FETCH_WAIT_MILLIS));
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer =
        kafka.clients().consumer(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Reads partition by partition as they come.
   *
   * @param from where to begin in each partition
   * @param to where to end, and which partitions to read
   * @param patience how long to wait for a record or the end
   * @param visitor sees each record; false to stop
   */
  public End scan(
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> to,
      Duration patience,
      Predicate<ConsumerRecord<byte[], byte[]>> visitor) {
    Map<TopicPartition, Long> open = new HashMap<>(to);
    open.entrySet().removeIf(end -> from.get(end.getKey()) >= end.getValue());
    consumer.assign(open.keySet());
    open.keySet().forEach(partition -> consumer.seek(partition, from.get(partition)));
    long deadline = System.nanoTime() + patience.toNanos();
    while (!open.isEmpty()) {
      var records = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < to.get(partition) && !visitor.test(record)) {
          return End.STOPPED;
        }
      }
      if (!records.nextOffsets().isEmpty()) {
        deadline = System.nanoTime() + patience.toNanos();
      } else if (System.nanoTime() - deadline > 0) {
        return End.TIMED_OUT;
      }
      if (open.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue())) {
        consumer.assign(open.keySet());
      }
    }
    return End.COMPLETE;
  }

  /**
   * Shows all committed records between offsets.
   *
   * @param patience how long to wait for a record or the end
   * @throws TopicEnd.Unreadable if a transaction stays open for longer
   */
  public static void all(
      KafkaConnection kafka,
      String topic,
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> to,
      Duration patience,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
    try (TopicScan scan = new TopicScan(kafka)) {
      End end =
          scan.scan(
              from,
              to,
              patience,
              record -> {
                visitor.accept(record);
                return true;
              });
      if (end == End.TIMED_OUT) {
        throw TopicEnd.upTo(kafka, topic, to).unreadable(patience);
      }
    }
  }

  /**
   * Closes the consumer at once: nothing is committed, and the answer to the last fetch may take
   * half a second.
   */
  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
