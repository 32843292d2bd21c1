package io.framecount.counter.view;

import io.framecount.WindowCount;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.Printable;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicScan;
import io.framecount.counter.window.WindowKey;
import io.framecount.counter.window.WindowSize;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the rows as they are now: the last committed record of each window. */
public final class CountsTopic {
  /** Longer than a killed merger's transaction can stay open. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Comparator<Sized> ORDER =
      Comparator.comparing(Sized::size)
          .thenComparing(sized -> sized.count.getStart())
          .thenComparing(
              sized -> sized.count.getGroup(),
              Comparator.nullsFirst(Comparator.<String>naturalOrder()));

  private final KafkaConnection kafka;
  private final String topic;
  private final Deserializer<WindowCount> deserializer;

  public CountsTopic(KafkaConnection kafka, String topic, Deserializer<WindowCount> deserializer) {
    this.kafka = kafka;
    this.topic = topic;
    this.deserializer = deserializer;
  }

  public String name() {
    return topic;
  }

  /**
   * All windows, in order: from fine to coarse, then by time, then by group.
   *
   * @throws CommandFailure if the topic holds something else
   */
  public List<WindowCount> read() {
    return inOrder(byKey());
  }

  /** Rows by their keys, in the same order. */
  public static List<WindowCount> inOrder(Map<String, WindowCount> byKey) {
    Map<String, WindowSize> sizes = new HashMap<>();
    return byKey.entrySet().stream()
        .map(row -> new Sized(size(row, sizes), row.getValue()))
        .sorted(ORDER)
        .map(Sized::count)
        .toList();
  }

  /** A row whose window's size was found once, and not for each comparison. */
  private record Sized(WindowSize size, WindowCount count) {}

  /**
   * All windows by the keys of their records.
   *
   * @throws CommandFailure if the topic holds something else
   */
  public Map<String, WindowCount> byKey() {
    Map<String, WindowCount> byKey = new HashMap<>();
    visit(
        kafka.offsets().first(topic),
        kafka.offsets().end(topic),
        record -> true,
        (key, record, count) -> {
          if (count == null) {
            byKey.remove(key);
          } else {
            byKey.put(key, count);
          }
        });
    return byKey;
  }

  /** Sees a record and what it holds, which is null if the window was deleted. */
  @FunctionalInterface
  public interface Visitor {
    void see(String key, ConsumerRecord<byte[], byte[]> record, WindowCount count);
  }

  /**
   * Shows the committed records between offsets, also those that later ones replace.
   *
   * @param wanted which records to look into
   * @throws CommandFailure if the topic holds something else
   */
  public void visit(
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> to,
      Predicate<ConsumerRecord<byte[], byte[]>> wanted,
      Visitor visitor) {
    TopicScan.all(
        kafka,
        topic,
        from,
        to,
        PATIENCE,
        record -> {
          if (wanted.test(record)) {
            visitor.see(key(record), record, count(record));
          }
        });
  }

  /**
   * The size by the key, or else the unit alone.
   *
   * @param known sizes found so far, by the beginnings of keys
   */
  private static WindowSize size(
      Map.Entry<String, WindowCount> row, Map<String, WindowSize> known) {
    WindowKey key = new WindowKey(row.getKey());
    return known.computeIfAbsent(
        key.sizeName(),
        name -> key.size().orElseGet(() -> WindowSize.of(row.getValue().getWindow())));
  }

  static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  /** Returns the row in a record, or null if it deletes a window. */
  WindowCount count(ConsumerRecord<byte[], byte[]> record) {
    try {
      return deserializer.deserialize(topic, record.value());
    } catch (SerializationException | ClassCastException e) {
      throw new CommandFailure(
          "topic '%s' does not hold counts (offset %d of partition %d: %s)"
              .formatted(
                  topic,
                  record.offset(),
                  record.partition(),
                  Printable.of(String.valueOf(e.getMessage()))),
          e);
    }
  }
}
