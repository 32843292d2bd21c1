package io.framecount.counter.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.counter.late.LateWindows;
import io.framecount.counter.window.TimeRange;
import io.framecount.counter.window.WindowSize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LateWindowsTest {
  private static final TimeRange HOUR = range("2016-07-11T13:00:00Z", "2016-07-11T14:00:00Z");

  private final LateWindows late = new LateWindows();

  @Test
  void namesTheWindowsThatTheAnswerIsMadeOf() {
    add("HOUR/2016-07-11T13:00:00Z", "HOUR/2016-07-11T14:00:00Z", "DAY/2016-07-11T00:00:00Z");
    assertThat(lacking(hour())).isEqualTo(1);
    assertThat(lacking(minute("13:00"), minute("13:59"))).isZero();
    add("MINUTE/2016-07-11T13:59:00Z", "MINUTE/2016-07-11T13:58:00Z");
    // The one has late frames, for the other there is no result.
    assertThat(lacking(minute("13:00"), minute("13:59"))).isEqualTo(2);
    assertThat(lacking(hour())).isEqualTo(1);
    assertThat(lacking()).isEqualTo(2);
  }

  @Test
  void namesAWindowOnce() {
    add("MINUTE/2016-07-11T13:00:00Z/phone", "MINUTE/2016-07-11T13:00:00Z/a/b");
    assertThat(lacking(minute("13:00"))).isEqualTo(1);
  }

  @Test
  void looksForAGroupAlsoAmongTheOthers() {
    add("MINUTE/2016-07-11T13:00:00Z/phone", "MINUTE/2016-07-11T13:01:00Z/a/b");
    assertThat(lackingOf("a/b")).isEqualTo(1);
    assertThat(lackingOf("tv")).isZero();
    add("MINUTE/2016-07-11T13:02:00Z/(other)");
    assertThat(lackingOf("tv")).isEqualTo(1);
  }

  @Test
  void passesOverWhatIsNoWindow() {
    add("", "x", "MINUTE/soon", "MINUTE", "FORTNIGHT/2016-07-11T13:00:00Z");
    assertThat(lacking()).isZero();
  }

  private void add(String... keys) {
    List.of(keys).forEach(late::add);
  }

  private long lacking(StoredWindow... tiles) {
    return lacking(Optional.empty(), List.of(tiles));
  }

  private long lackingOf(String group) {
    List<StoredWindow> tiles = new ArrayList<>(List.of(minute("13:00")));
    return lacking(Optional.of(group), tiles);
  }

  private long lacking(Optional<String> group, List<StoredWindow> tiles) {
    return late.count(
        group, (size, start) -> WindowCover.lacks(HOUR, tiles, WindowSize.MINUTE, size, start));
  }

  private static StoredWindow hour() {
    return new StoredWindow(WindowSize.parse("hour"), HOUR, List.of());
  }

  private static StoredWindow minute(String time) {
    Instant start = Instant.parse("2016-07-11T%s:00Z".formatted(time));
    return new StoredWindow(
        WindowSize.MINUTE, new TimeRange(start, start.plusSeconds(60)), List.of());
  }

  private static TimeRange range(String from, String to) {
    return new TimeRange(Instant.parse(from), Instant.parse(to));
  }
}
