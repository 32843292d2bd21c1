package io.framecount.counter.query;

import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.window.TimeRange;
import io.framecount.counter.window.WindowSize;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * A window in the topic, with the rows of all groups that are asked for.
 *
 * @param span from its first instant to the first one after
 */
record StoredWindow(WindowSize size, TimeRange span, List<Part> parts) {
  /**
   * One row in the topic, without its sketch.
   *
   * @param offset where it is in its partition
   * @param group null if frames are not grouped
   * @param method how its users were counted; empty if it has no sketch
   */
  record Part(
      TopicPartition partition,
      long offset,
      String group,
      long frames,
      Optional<UniqueMethod> method) {}

  StoredWindow {
    parts = List.copyOf(parts);
  }

  long frames() {
    return parts.stream().mapToLong(Part::frames).sum();
  }

  boolean hasSketches() {
    return parts.stream().allMatch(part -> part.method().isPresent());
  }

  @Override
  public String toString() {
    return "%s %s".formatted(size.text(), span);
  }
}
