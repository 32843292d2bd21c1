package io.framecount.counter.query;

import io.framecount.counter.window.TimeRange;
import io.framecount.counter.window.WindowSize;
import java.util.List;

/**
 * A window in the topic, with the rows of all groups that are asked for.
 *
 * @param span from its first instant to the first one after
 */
record StoredWindow(WindowSize size, TimeRange span, List<StoredSketch> parts) {
  StoredWindow {
    parts = List.copyOf(parts);
  }

  long frames() {
    return parts.stream().mapToLong(StoredSketch::frames).sum();
  }

  boolean hasSketches() {
    return parts.stream().allMatch(part -> part.method().isPresent());
  }

  @Override
  public String toString() {
    return "%s %s".formatted(size.text(), span);
  }
}
