package io.framecount.counter.late;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicScan;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.partial.GroupName;
import io.framecount.counter.window.WindowKey;
import io.framecount.counter.window.WindowSize;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.apache.kafka.common.TopicPartition;

/**
 * Windows with late frames: they came after the window's state was dropped. No row has these frames
 * until a recount takes them in, so an answer lacks them.
 */
public final class LateWindows {
  /** Longer than a killed merger's transaction can stay open. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Set<Late> windows = new HashSet<>();

  /**
   * A window.
   *
   * @param group null if frames are not grouped
   */
  private record Late(WindowSize size, Instant start, String group) {
    Late withoutGroup() {
      return new Late(size, start, null);
    }
  }

  /** Reads the late topic of an output; no windows if there is no such topic. */
  public static LateWindows read(KafkaConnection kafka, String output) {
    LateWindows windows = new LateWindows();
    String topic = CountNames.lateOf(output);
    if (kafka.topics().find(topic).isPresent()) {
      Map<TopicPartition, Long> from = kafka.offsets().first(topic);
      Map<TopicPartition, Long> to = kafka.offsets().end(topic);
      if (!from.equals(to)) {
        keys(kafka, topic, from, to).stream()
            .flatMap(key -> LateKey.parse(key).stream())
            .forEach(key -> windows.add(key.window()));
      }
    }
    return windows;
  }

  /** Reads the keys alone: a query has no use for what is in the partials. */
  private static Set<String> keys(
      KafkaConnection kafka,
      String topic,
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> to) {
    Set<String> keys = new HashSet<>();
    TopicScan.all(
        kafka,
        topic,
        from,
        to,
        PATIENCE,
        record -> {
          if (record.key() != null) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            boolean unused = record.value() == null ? keys.remove(key) : keys.add(key);
          }
        });
    return keys;
  }

  /** Takes the key of a window, such as {@code MINUTE/2016-07-11T13:39:00Z/android}. */
  public void add(String key) {
    WindowKey late = new WindowKey(key);
    late.size()
        .ifPresent(
            size ->
                late.start().ifPresent(start -> windows.add(new Late(size, start, late.group()))));
  }

  /**
   * Counts the windows whose late frames an answer lacks. A window counts once, however many of its
   * groups have late frames.
   *
   * @param group the only one that is asked for; frames of it may be among the others, too
   * @param lacks tells by size and start whether the answer lacks late frames of a window
   */
  public long count(Optional<String> group, BiPredicate<WindowSize, Instant> lacks) {
    return windows.stream()
        .filter(late -> group.isEmpty() || mayHold(late, group.get()))
        .map(Late::withoutGroup)
        .distinct()
        .filter(late -> lacks.test(late.size, late.start))
        .count();
  }

  private static boolean mayHold(Late late, String group) {
    return group.equals(late.group) || GroupName.OTHER.equals(late.group);
  }
}
