package io.framecount.counter.query;

import io.framecount.counter.window.TimeRange;
import io.framecount.counter.window.WindowSize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Chooses stored windows that hold the frames of a range, each once: the coarsest that fit, so days
 * in the middle and hours and minutes at the rims.
 *
 * <p>Goes by the windows that are there and not by a calendar, since a window without frames is not
 * stored, and the zone of the days is what the counter was told. What makes it exact is that every
 * frame is in a window of every size: a window may be left out where finer ones hold all of its
 * frames, and one that reaches beyond the range must be such a one.
 */
final class WindowCover {
  private final TimeRange range;
  private final TreeMap<WindowSize, List<StoredWindow>> bySize = new TreeMap<>();
  private final TreeMap<Instant, Instant> open = new TreeMap<>();
  private final List<StoredWindow> chosen = new ArrayList<>();

  private WindowCover(TimeRange range, List<StoredWindow> windows) {
    this.range = range;
    open.put(range.from(), range.to());
    for (StoredWindow window : windows) {
      bySize.computeIfAbsent(window.size(), size -> new ArrayList<>()).add(window);
    }
    bySize.values().forEach(same -> same.sort(Comparator.comparing(w -> w.span().from())));
  }

  /**
   * The windows, in the order of time.
   *
   * @throws NotCoverable if frames of the range can't be told from others, or have no sketch
   */
  static List<StoredWindow> of(TimeRange range, List<StoredWindow> windows) {
    WindowCover cover = new WindowCover(range, windows);
    cover.bySize.descendingMap().values().forEach(cover::choose);
    cover.bySize.values().forEach(cover::requireNothingLeft);
    cover.chosen.sort(Comparator.comparing(window -> window.span().from()));
    return cover.chosen;
  }

  /**
   * Returns whether an answer lacks the late frames of a window: if it is made of that window, or
   * has none there and that is one of the finest. A window beside which a coarser or finer one was
   * taken does not matter, since each size has its late frames apart.
   *
   * @param cover the windows that the answer is made of, in the order of time
   */
  static boolean lacks(
      TimeRange range,
      List<StoredWindow> cover,
      WindowSize finest,
      WindowSize size,
      Instant start) {
    int before = firstNotBefore(cover, start.plusNanos(1)) - 1;
    return Optional.ofNullable(before < 0 ? null : cover.get(before))
        .filter(window -> window.span().contains(start))
        .map(window -> window.size().equals(size))
        .orElseGet(() -> size.equals(finest) && range.contains(start));
  }

  private void choose(List<StoredWindow> sameSize) {
    for (StoredWindow window : overlapping(range, sameSize)) {
      if (window.hasSketches() && fits(window) && window.frames() >= finerFrames(window)) {
        chosen.add(window);
        take(window.span());
      }
    }
  }

  /** A gap has no frames unless a window that overlaps it has some that are unaccounted for. */
  private void requireNothingLeft(List<StoredWindow> sameSize) {
    for (StoredWindow window : overlapping(range, sameSize)) {
      if (isOpen(window.span()) && window.frames() > finerFrames(window)) {
        throw range.contains(window.span())
            ? NotCoverable.withoutSketch(window)
            : NotCoverable.cut(range, window);
      }
    }
  }

  /** Returns whether a part of the span is open. */
  private boolean isOpen(TimeRange span) {
    Map.Entry<Instant, Instant> last = open.lowerEntry(span.to());
    return last != null && last.getValue().isAfter(span.from());
  }

  /** The most frames that windows of one finer size hold of this one. */
  private long finerFrames(StoredWindow window) {
    return bySize.headMap(window.size()).values().stream()
        .mapToLong(
            finer ->
                overlapping(window.span(), finer).stream()
                    .filter(part -> window.span().contains(part.span()))
                    .mapToLong(StoredWindow::frames)
                    .sum())
        .max()
        .orElse(0);
  }

  /** Windows of one size don't overlap each other, so that those of a span lie together. */
  private static List<StoredWindow> overlapping(TimeRange span, List<StoredWindow> sameSize) {
    int from = firstNotBefore(sameSize, span.from());
    if (from > 0 && sameSize.get(from - 1).span().overlaps(span)) {
      from--;
    }
    return sameSize.subList(from, Math.max(from, firstNotBefore(sameSize, span.to())));
  }

  private static int firstNotBefore(List<StoredWindow> sameSize, Instant time) {
    int low = 0;
    int high = sameSize.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sameSize.get(middle).span().from().isBefore(time)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean fits(StoredWindow window) {
    Map.Entry<Instant, Instant> gap = open.floorEntry(window.span().from());
    return gap != null && !window.span().to().isAfter(gap.getValue());
  }

  private void take(TimeRange span) {
    Map.Entry<Instant, Instant> gap = open.floorEntry(span.from());
    open.remove(gap.getKey());
    if (gap.getKey().isBefore(span.from())) {
      open.put(gap.getKey(), span.from());
    }
    if (span.to().isBefore(gap.getValue())) {
      open.put(span.to(), gap.getValue());
    }
  }
}
