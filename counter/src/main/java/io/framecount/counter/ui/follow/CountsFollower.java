package io.framecount.counter.ui.follow;

import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.registry.RegistryException;
import io.framecount.counter.late.LateKey;
import io.framecount.counter.ui.store.CountRow;
import io.framecount.counter.ui.store.CountStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Keeps a store in step with the committed records of an output topic and of its late partials, on
 * a thread of its own. After a failure it starts over: taking a record twice changes nothing.
 */
public final class CountsFollower implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final long PAUSE_MILLIS = 2_000;

  /** Records may carry sketches of half a megabyte, and are only looked at one by one. */
  private static final int FETCH_BYTES = 4 << 20;

  private final KafkaConnection kafka;
  private final Topics topics;
  private final Deserializer<WindowCount> counts;
  private final Deserializer<Partial> partials;
  private final CountStore store;
  private final Thread thread = new Thread(this::run, "framecount-page-follower");

  private volatile boolean closed;
  private volatile Progress progress = new Progress(0, false, 0, Optional.empty());

  /**
   * The topics to follow.
   *
   * @param late need not exist
   */
  public record Topics(String output, String late) {}

  /**
   * The progress of reading.
   *
   * @param loading part of what was there at the start that is read, 0 to 1
   * @param loaded whether all of that is read
   * @param unreadable records that hold no counts
   * @param problem why nothing is read now
   */
  public record Progress(
      double loading, boolean loaded, long unreadable, Optional<String> problem) {}

  public CountsFollower(
      KafkaConnection kafka,
      Topics topics,
      Deserializer<WindowCount> counts,
      Deserializer<Partial> partials,
      CountStore store) {
    this.kafka = kafka;
    this.topics = topics;
    this.counts = counts;
    this.partials = partials;
    this.store = store;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  public Progress progress() {
    return progress;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(CLOSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        follow();
      } catch (WakeupException | InterruptException e) {
        // Only closing interrupts.
        return;
      } catch (RuntimeException e) {
        progress =
            new Progress(
                progress.loading, progress.loaded, progress.unreadable, Optional.of(sentence(e)));
        pause();
      }
    }
  }

  /** The page shows it to all who may look: only sentences of our own, without settings. */
  private static String sentence(RuntimeException problem) {
    return problem instanceof CommandFailure || problem instanceof RegistryException
        ? problem.getMessage()
        : "Kafka can't be read now (%s)".formatted(problem.getClass().getSimpleName());
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      // Only closing interrupts.
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    Map<TopicPartition, Long> ends = new HashMap<>(kafka.offsets().end(topics.output));
    Map<TopicPartition, Long> starts = new HashMap<>(kafka.offsets().first(topics.output));
    if (kafka.topics().find(topics.late).isPresent()) {
      ends.putAll(kafka.offsets().end(topics.late));
      starts.putAll(kafka.offsets().first(topics.late));
    }
    boolean again = progress.loaded;
    long unreadable = 0;
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(ends.keySet());
      starts.forEach(consumer::seek);
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          unreadable += take(record) ? 0 : 1;
        }
        boolean loaded = again || progress.loaded || remaining(consumer, ends) == 0;
        double part = loaded ? 1 : part(consumer, starts, ends);
        progress = new Progress(part, loaded, unreadable, Optional.empty());
      }
      consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  private static long remaining(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
        .sum();
  }

  private static double part(
      Consumer<?, ?> consumer, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
    long all = ends.keySet().stream().mapToLong(p -> ends.get(p) - starts.get(p)).sum();
    return 1 - (double) remaining(consumer, ends) / Math.max(1, all);
  }

  /** False if the record holds something else. */
  private boolean take(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    try {
      return record.topic().equals(topics.late) ? takeLate(key, record) : takeCount(key, record);
    } catch (SerializationException | ClassCastException e) {
      return false;
    } catch (RegistryException e) {
      if (e.notFound()) {
        return false;
      }
      throw e;
    }
  }

  private boolean takeCount(String key, ConsumerRecord<byte[], byte[]> record) {
    WindowCount count = counts.deserialize(record.topic(), record.value());
    if (count != null) {
      store.put(CountRow.of(key, count));
      return true;
    }
    CountRow.Key deleted = CountRow.keyOf(key);
    if (deleted != null) {
      store.remove(deleted);
    }
    return deleted != null;
  }

  private boolean takeLate(String key, ConsumerRecord<byte[], byte[]> record) {
    Optional<CountRow.Key> window = LateKey.parse(key).map(late -> CountRow.keyOf(late.window()));
    Partial partial = partials.deserialize(record.topic(), record.value());
    window.ifPresent(of -> store.late(key, of, partial == null ? 0 : partial.getFrames()));
    return window.isPresent();
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> config =
        kafka.clientConfig(
            Map.of(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                FETCH_BYTES / 4,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                FETCH_BYTES));
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return kafka
        .clients()
        .consumer(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
