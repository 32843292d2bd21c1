package io.framecount.counter.recount;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicScan;
import io.framecount.counter.frame.FrameReader;
import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.FrameFields;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Counts a few windows from all frames of a topic again, in one pass. Not thread-safe. */
final class Recounter {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FrameReader reader;
  private final List<RecountedWindow> windows;
  private final Predicate<ConsumerRecord<byte[], byte[]>> setAside;
  private final FrameFields fields = new FrameFields();
  private final long start;
  private final long end;

  /**
   * @param windows at least one
   * @param setAside whether a record was set aside by the count, and must not be counted even if it
   *     would pass now
   */
  Recounter(
      FrameReader reader,
      List<RecountedWindow> windows,
      Predicate<ConsumerRecord<byte[], byte[]>> setAside) {
    this.reader = reader;
    this.windows = windows;
    this.setAside = setAside;
    start = windows.stream().mapToLong(each -> each.window().start()).min().orElseThrow();
    end = windows.stream().mapToLong(each -> each.window().end()).max().orElseThrow();
  }

  /**
   * Counts the frames up to given offsets.
   *
   * @param to by partition, the offset after the last frame
   */
  void count(KafkaConnection kafka, String topic, Map<TopicPartition, Long> to) {
    TopicScan.all(kafka, topic, kafka.offsets().first(topic), to, PATIENCE, this::take);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    byte[] groups = value == null || setAside.test(record) ? null : read(record, value);
    if (groups != null && start <= fields.time && fields.time < end) {
      windows.forEach(window -> window.add(groups, fields));
    }
  }

  /** The bytes in which the group lies; null if the record is no frame. */
  private byte[] read(ConsumerRecord<byte[], byte[]> record, byte[] value) {
    try {
      return reader.read(record, value, 0, value.length, fields);
    } catch (BadRecord e) {
      return null;
    }
  }
}
