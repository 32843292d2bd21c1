package io.framecount.counter.recount;

import io.framecount.WindowCount;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.view.CountsTopic;
import io.framecount.counter.window.WindowKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The rows of some windows as they are now.
 *
 * @param byKey with the rows of all their groups; sketches are emptied
 */
record Rows(Map<String, WindowCount> byKey) {

  /** Reads the rows of all groups of these windows. */
  static Rows of(KafkaConnection kafka, String topic, CountsTopic counts, Collection<RowKey> keys) {
    Set<String> windows = keys.stream().map(key -> key.window().key()).collect(Collectors.toSet());
    Map<String, WindowCount> rows = new HashMap<>();
    counts.visit(
        kafka.offsets().first(topic),
        kafka.offsets().end(topic),
        record -> windows.contains(window(record)),
        (key, record, count) -> {
          if (count == null) {
            rows.remove(key);
          } else {
            // All groups of a hundred windows together would not fit; that there is one is enough.
            if (count.getSketch() != null) {
              count.setSketch(ByteBuffer.allocate(0));
            }
            rows.put(key, count);
          }
        });
    return new Rows(rows);
  }

  /** The row, or null if there is none. */
  WindowCount get(RowKey key) {
    return byKey.get(key.text());
  }

  long frames(RowKey key) {
    WindowCount row = get(key);
    return row == null ? 0 : row.getFrames();
  }

  /** The groups of a window that have rows. */
  Set<String> groups(RowKey key) {
    return byKey.keySet().stream()
        .map(WindowKey::new)
        .filter(row -> row.group() != null)
        .filter(row -> row.withoutGroup().text().equals(key.window().key()))
        .map(WindowKey::group)
        .collect(Collectors.toSet());
  }

  /** A key without the group. */
  private static String window(ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    return new WindowKey(key).withoutGroup().text();
  }
}
