package io.framecount.counter.view;

import io.framecount.WindowCount;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Follows the rows: what they are, and which have changed. Used by one thread. */
public final class CountsFeed implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final CountsTopic topic;
  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> present;
  private final Map<String, WindowCount> byKey = new HashMap<>();
  private Set<String> changed = new HashSet<>();

  private CountsFeed(
      CountsTopic topic, Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> present) {
    this.topic = topic;
    this.consumer = consumer;
    this.present = present;
  }

  /** Begins with the rows there are. */
  public static CountsFeed open(KafkaConnection kafka, CountsTopic topic) {
    Map<TopicPartition, Long> first = kafka.offsets().first(topic.name());
    Map<TopicPartition, Long> present = kafka.offsets().committedEnd(topic.name());
    return new CountsFeed(topic, CommittedRecords.from(first, kafka), present);
  }

  /**
   * Takes in new rows. The first call takes at least all rows that existed at the start.
   *
   * @param time how long to wait for rows
   * @return keys of the rows that changed
   * @throws CommandFailure if the topic holds something else
   */
  public Set<String> read(Duration time, BooleanSupplier stopping) {
    long until = System.nanoTime() + time.toNanos();
    while (!stopping.getAsBoolean() && (System.nanoTime() - until < 0 || !isPresentRead())) {
      consumer.poll(POLL).forEach(this::take);
    }
    Set<String> news = changed;
    changed = new HashSet<>();
    return news;
  }

  /** All rows by their keys; changes with {@link #read}. */
  public Map<String, WindowCount> byKey() {
    return byKey;
  }

  private boolean isPresentRead() {
    present.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    return present.isEmpty();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String key = CountsTopic.key(record);
    WindowCount count = topic.count(record);
    if (count == null) {
      byKey.remove(key);
      changed.remove(key);
    } else {
      byKey.put(key, count);
      changed.add(key);
    }
  }

  /** At once: nothing is committed. */
  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
