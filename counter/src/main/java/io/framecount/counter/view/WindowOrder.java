package io.framecount.counter.view;

import io.framecount.WindowCount;
import java.util.Comparator;

/** The order in which results are shown: by size of the window, then time, then group. */
public final class WindowOrder {
  public static final Comparator<WindowCount> INSTANCE =
      Comparator.comparing(WindowCount::getWindow)
          .thenComparing(WindowCount::getStart)
          .thenComparing(
              WindowCount::getGroup, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

  private WindowOrder() {}
}
