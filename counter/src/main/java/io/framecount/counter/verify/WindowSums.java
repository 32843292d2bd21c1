package io.framecount.counter.verify;

import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.WindowUnit;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Frames in windows of each size, every one of which must hold all frames. */
final class WindowSums {
  private final Map<WindowUnit, Long> frames = new EnumMap<>(WindowUnit.class);

  void add(WindowCount count) {
    frames.merge(count.getWindow(), count.getFrames(), Long::sum);
  }

  void add(Partial partial) {
    frames.merge(partial.getWindow(), partial.getFrames(), Long::sum);
  }

  /** By the size's name, such as {@code minute}. */
  Map<String, Long> bySize() {
    Map<String, Long> bySize = new TreeMap<>();
    frames.forEach((unit, sum) -> bySize.put(unit.name().toLowerCase(Locale.ROOT), sum));
    return bySize;
  }
}
