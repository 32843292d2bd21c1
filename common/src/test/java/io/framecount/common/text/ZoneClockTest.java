package io.framecount.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneClockTest {

  @ParameterizedTest
  @CsvSource({
    "2016-07-11T15:39:44, 2016-07-11T13:39:44Z",
    "2016-01-11T15:39:44, 2016-01-11T14:39:44Z",
    // Skipped: 02:30 is 03:30 of summer time.
    "2016-03-27T02:30, 2016-03-27T01:30:00Z",
    "2016-03-27T03:00, 2016-03-27T01:00:00Z",
    // Shown twice: the first, which is of summer time.
    "2016-10-30T02:30, 2016-10-30T00:30:00Z",
    "2016-10-30T03:00, 2016-10-30T02:00:00Z"
  })
  void readsTheClocksOfBerlin(LocalDateTime shown, Instant instant) {
    assertThat(instantOf(new ZoneClock(ZoneId.of("Europe/Berlin")), shown)).isEqualTo(instant);
  }

  /** The library's own rule is the same; what is remembered must not change it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "America/St_Johns",
        "Asia/Kolkata",
        "Pacific/Apia",
        "Africa/Cairo",
        "UTC",
        "+02:00",
        "Australia/Lord_Howe"
      })
  void agreesWithTheLibrary(String zone) {
    ZoneClock clock = new ZoneClock(ZoneId.of(zone));
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      LocalDateTime from =
          LocalDateTime.ofEpochSecond(random.nextLong(3_000_000_000L), 0, ZoneOffset.UTC);
      for (int step = 0; step < 600; step++) {
        LocalDateTime shown = from.plusMinutes(step * 1_440L + random.nextInt(1_440));
        assertThat(instantOf(clock, shown))
            .as("%s in %s", shown, zone)
            .isEqualTo(shown.atZone(ZoneId.of(zone)).toInstant());
      }
    }
  }

  @Test
  void roundsDownBefore1970() {
    assertThat(new ZoneClock(ZoneId.of("+01:00")).toUtcMillis(-1)).isEqualTo(-3_600_001);
  }

  private static Instant instantOf(ZoneClock clock, LocalDateTime shown) {
    return Instant.ofEpochMilli(clock.toUtcMillis(shown.toInstant(ZoneOffset.UTC).toEpochMilli()));
  }
}
