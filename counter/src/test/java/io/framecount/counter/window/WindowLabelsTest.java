package io.framecount.counter.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.WindowCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WindowLabelsTest {
  /** Clocks go back at 01:00Z: windows of two and three hours are cut. */
  private static final long CHANGE = Instant.parse("2016-10-30T01:00:00Z").toEpochMilli();

  private static final Windows WINDOWS =
      Windows.parse("minute,5m,hour,2h,3h,day,week", "Europe/Berlin");

  private final List<WindowCount> counts = new ArrayList<>();
  private final List<String> sizes = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  @Test
  void areExactEvenWhereAChangeOfClocksMakesWindowsEqual() {
    for (WindowSize size : WINDOWS.sizes()) {
      for (int hour = -12; hour < 12; hour++) {
        add(WINDOWS.calendar(size).at(CHANGE + hour * 3_600_000L), "a");
        add(WINDOWS.calendar(size).at(CHANGE + hour * 3_600_000L), "b");
      }
    }
    assertThat(WindowLabels.of(counts, WINDOWS)).isEqualTo(sizes);
  }

  @Test
  void areToldFromLengthsWhereTheWindowsAreNotKnown() {
    for (String size : List.of("minute", "5m", "90m", "hour", "12h", "day", "week", "year")) {
      add(Windows.parse(size, "UTC").calendar(WindowSize.parse(size)).at(CHANGE), null);
    }
    assertThat(WindowLabels.of(counts)).isEqualTo(sizes);
  }

  private void add(Window window, String group) {
    WindowCount count = new WindowCount();
    count.setWindow(window.unit());
    count.setStart(Instant.ofEpochMilli(window.start()));
    count.setEnd(Instant.ofEpochMilli(window.end()));
    count.setGroup(group);
    if (seen.add(window.key() + "/" + group)) {
      counts.add(count);
      sizes.add(window.size().text());
    }
  }
}
