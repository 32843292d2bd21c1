package io.framecount.counter.query;

import io.framecount.WindowCount;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.Printable;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.unique.SketchBytes;
import io.framecount.counter.unique.SketchFormatException;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.view.CountsTopic;
import io.framecount.counter.window.TimeRange;
import io.framecount.counter.window.WindowKey;
import io.framecount.counter.window.WindowSize;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The rows with their sketches, which together may not fit into memory. A first pass finds where
 * they are; a second one reads the needed ones, one at a time.
 */
final class SketchTopic {
  private final KafkaConnection kafka;
  private final String topic;
  private final CountsTopic counts;

  SketchTopic(KafkaConnection kafka, String topic, CountsTopic counts) {
    this.kafka = kafka;
    this.topic = topic;
    this.counts = counts;
  }

  /** The last row of a key, without its sketch. */
  private record Row(WindowSize size, TimeRange span, StoredWindow.Part sketch) {}

  private record Place(TopicPartition partition, long offset) {}

  private record Slot(WindowSize size, TimeRange span) {}

  /** Returns which windows there are now, each with all its groups. */
  List<StoredWindow> look() {
    Map<String, Row> rows = new HashMap<>();
    counts.visit(
        kafka.offsets().first(topic),
        kafka.offsets().end(topic),
        record -> true,
        (key, record, count) -> {
          if (count == null) {
            rows.remove(key);
          } else {
            rows.put(key, row(key, record, count));
          }
        });
    Map<Slot, List<StoredWindow.Part>> parts = new HashMap<>();
    rows.values()
        .forEach(
            row ->
                parts
                    .computeIfAbsent(new Slot(row.size, row.span), slot -> new ArrayList<>())
                    .add(row.sketch));
    return parts.entrySet().stream()
        .map(slot -> new StoredWindow(slot.getKey().size, slot.getKey().span, slot.getValue()))
        .toList();
  }

  /**
   * Adds the users of windows.
   *
   * @return false if a window has changed since it was looked at
   */
  boolean addUsers(List<StoredWindow> windows, UserSet into) {
    Set<Place> places = new HashSet<>();
    Map<TopicPartition, Long> from = new HashMap<>();
    Map<TopicPartition, Long> to = new HashMap<>();
    for (StoredWindow window : windows) {
      for (StoredWindow.Part part : window.parts()) {
        places.add(new Place(part.partition(), part.offset()));
        from.merge(part.partition(), part.offset(), Math::min);
        to.merge(part.partition(), part.offset() + 1, Math::max);
      }
    }
    counts.visit(
        from,
        to,
        record -> places.remove(place(record)),
        (key, record, count) -> add(key, count.getSketch(), into));
    return places.isEmpty();
  }

  private void add(String key, ByteBuffer sketch, UserSet into) {
    try {
      into.add(sketch);
    } catch (SketchFormatException e) {
      throw unreadable(key, e);
    }
  }

  private Row row(String key, ConsumerRecord<byte[], byte[]> record, WindowCount count) {
    WindowSize size = new WindowKey(key).size().orElseGet(() -> WindowSize.of(count.getWindow()));
    Place place = place(record);
    return new Row(
        size,
        new TimeRange(count.getStart(), count.getEnd()),
        new StoredWindow.Part(
            place.partition,
            place.offset,
            count.getGroup(),
            count.getFrames(),
            Optional.ofNullable(count.getSketch()).map(sketch -> method(key, sketch))));
  }

  private UniqueMethod method(String key, ByteBuffer sketch) {
    try {
      return SketchBytes.methodOf(sketch);
    } catch (SketchFormatException e) {
      throw unreadable(key, e);
    }
  }

  private CommandFailure unreadable(String key, SketchFormatException problem) {
    return new CommandFailure(
        "the sketch of %s in topic '%s' can't be read: %s"
            .formatted(Printable.of(key), topic, problem.getMessage()),
        problem);
  }

  private static Place place(ConsumerRecord<byte[], byte[]> record) {
    return new Place(new TopicPartition(record.topic(), record.partition()), record.offset());
  }
}
