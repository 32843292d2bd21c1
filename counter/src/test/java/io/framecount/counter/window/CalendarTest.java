package io.framecount.counter.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CalendarTest {
  private final Calendar calendar = Calendar.of(WindowSize.MINUTE, ZoneOffset.UTC);

  @Test
  void aMinuteBeginsWithItsFirstMillisecond() {
    long start = Instant.parse("2016-07-11T13:39:00Z").toEpochMilli();
    Window window = new Window(WindowSize.MINUTE, start, start + 60_000);
    assertThat(calendar.at(start)).isEqualTo(window);
    assertThat(calendar.at(start + 59_999)).isEqualTo(window);
    assertThat(calendar.at(start + 60_000).start()).isEqualTo(start + 60_000);
    assertThat(calendar.at(start - 1).end()).isEqualTo(start);
  }

  @Test
  void keysCanBeRead() {
    long instant = Instant.parse("2016-07-11T13:39:59.999Z").toEpochMilli();
    assertThat(calendar.at(instant).key()).isEqualTo("MINUTE/2016-07-11T13:39:00Z");
  }

  @Property
  void eachInstantLiesInItsWindow(
      @ForAll @LongRange(min = -4_000_000_000_000L, max = 4_000_000_000_000L) long instant) {
    Window window = calendar.at(instant);
    assertThat(window.contains(instant)).isTrue();
    assertThat(window.end() - window.start()).isEqualTo(60_000);
    assertThat(calendar.at(window.start())).isEqualTo(window);
  }
}
