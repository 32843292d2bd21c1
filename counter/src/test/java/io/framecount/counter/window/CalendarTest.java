package io.framecount.counter.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarTest {
  private static final List<WindowSize> SIZES =
      Windows.parse("minute,5m,15m,90m,hour,2h,12h,day,week,month,year", "UTC").sizes();

  @Test
  void aMinuteBeginsWithItsFirstMillisecond() {
    Calendar calendar = Calendar.of(WindowSize.MINUTE, ZoneOffset.UTC);
    long start = Instant.parse("2016-07-11T13:39:00Z").toEpochMilli();
    Window window = new Window(WindowSize.MINUTE, start, start + 60_000);
    assertThat(calendar.at(start)).isEqualTo(window);
    assertThat(calendar.at(start + 59_999)).isEqualTo(window);
    assertThat(calendar.at(start + 60_000).start()).isEqualTo(start + 60_000);
    assertThat(calendar.at(start - 1).end()).isEqualTo(start);
  }

  @ParameterizedTest
  @CsvSource({
    "minute, 2016-07-11T13:39:59.999Z, MINUTE/2016-07-11T13:39:00Z",
    "5m, 2016-07-11T13:39:59.999Z, 5m/2016-07-11T13:35:00Z",
    "60m, 2016-07-11T13:39:59.999Z, HOUR/2016-07-11T13:00:00Z",
    "2h, 2016-07-11T13:39:59.999Z, 2h/2016-07-11T12:00:00Z",
    "day, 2016-07-11T13:39:59.999Z, DAY/2016-07-11T00:00:00Z",
    "week, 2016-07-10T23:59:59.999Z, WEEK/2016-07-04T00:00:00Z",
  })
  void keysCanBeRead(String size, Instant instant, String key) {
    Calendar calendar = Calendar.of(WindowSize.parse(size), ZoneOffset.UTC);
    assertThat(calendar.at(instant.toEpochMilli()).key()).isEqualTo(key);
    assertThat(new WindowKey(key).size()).contains(WindowSize.parse(size));
    assertThat(new WindowKey(key + "/a/group").size()).contains(WindowSize.parse(size));
  }

  @ParameterizedTest
  @CsvSource({
    // Months and years have their true length, weeks begin on Monday.
    "month, UTC, 2016-02-29T12:00:00Z, 2016-02-01T00:00:00Z, 2016-03-01T00:00:00Z",
    "year, UTC, 2016-02-29T12:00:00Z, 2016-01-01T00:00:00Z, 2017-01-01T00:00:00Z",
    "week, UTC, 2021-01-01T00:00:00Z, 2020-12-28T00:00:00Z, 2021-01-04T00:00:00Z",
    "week, UTC, 2016-07-10T23:59:59.999Z, 2016-07-04T00:00:00Z, 2016-07-11T00:00:00Z",
    // Before 1970.
    "month, UTC, 1969-12-31T23:59:59.999Z, 1969-12-01T00:00:00Z, 1970-01-01T00:00:00Z",
    "week, UTC, 1960-02-29T12:00:00Z, 1960-02-29T00:00:00Z, 1960-03-07T00:00:00Z",
    "year, Europe/Berlin, 1960-06-15T12:00:00Z, 1959-12-31T23:00:00Z, 1960-12-31T23:00:00Z",
    "5m, Europe/Berlin, 1969-07-20T20:17:40Z, 1969-07-20T20:15:00Z, 1969-07-20T20:20:00Z",
    // Half an hour beside the others.
    "hour, Asia/Kolkata, 2016-07-11T13:39:00Z, 2016-07-11T13:30:00Z, 2016-07-11T14:30:00Z",
    "day, Asia/Kolkata, 2016-07-11T18:29:00Z, 2016-07-10T18:30:00Z, 2016-07-11T18:30:00Z",
    // Berlin, spring: the clocks go from 2:00 to 3:00.
    "hour, Europe/Berlin, 2016-03-27T00:30:00Z, 2016-03-27T00:00:00Z, 2016-03-27T01:00:00Z",
    "hour, Europe/Berlin, 2016-03-27T01:30:00Z, 2016-03-27T01:00:00Z, 2016-03-27T02:00:00Z",
    "2h, Europe/Berlin, 2016-03-27T00:30:00Z, 2016-03-26T23:00:00Z, 2016-03-27T01:00:00Z",
    "2h, Europe/Berlin, 2016-03-27T01:30:00Z, 2016-03-27T01:00:00Z, 2016-03-27T02:00:00Z",
    "day, Europe/Berlin, 2016-03-27T21:59:59Z, 2016-03-26T23:00:00Z, 2016-03-27T22:00:00Z",
    "week, Europe/Berlin, 2016-03-27T21:59:59Z, 2016-03-20T23:00:00Z, 2016-03-27T22:00:00Z",
    "month, Europe/Berlin, 2016-03-27T21:59:59Z, 2016-02-29T23:00:00Z, 2016-03-31T22:00:00Z",
    // Autumn: from 3:00 back to 2:00. The two hours from 2 to 3 are two windows.
    "hour, Europe/Berlin, 2016-10-30T00:30:00Z, 2016-10-30T00:00:00Z, 2016-10-30T01:00:00Z",
    "hour, Europe/Berlin, 2016-10-30T01:30:00Z, 2016-10-30T01:00:00Z, 2016-10-30T02:00:00Z",
    "2h, Europe/Berlin, 2016-10-30T00:30:00Z, 2016-10-30T00:00:00Z, 2016-10-30T01:00:00Z",
    "2h, Europe/Berlin, 2016-10-30T01:30:00Z, 2016-10-30T01:00:00Z, 2016-10-30T03:00:00Z",
    "day, Europe/Berlin, 2016-10-30T01:30:00Z, 2016-10-29T22:00:00Z, 2016-10-30T23:00:00Z",
    "week, Europe/Berlin, 2016-10-30T01:30:00Z, 2016-10-23T22:00:00Z, 2016-10-30T23:00:00Z",
    // Lord Howe, autumn: from 2:00 back to 1:30.
    "hour, Australia/Lord_Howe, 2016-04-02T14:30:00Z, 2016-04-02T14:00:00Z, 2016-04-02T15:00:00Z",
    "hour, Australia/Lord_Howe, 2016-04-02T15:10:00Z, 2016-04-02T15:00:00Z, 2016-04-02T15:30:00Z",
    "15m, Australia/Lord_Howe, 2016-04-02T15:10:00Z, 2016-04-02T15:00:00Z, 2016-04-02T15:15:00Z",
    "day, Australia/Lord_Howe, 2016-04-02T15:10:00Z, 2016-04-02T13:00:00Z, 2016-04-03T13:30:00Z",
    // Spring: from 2:00 to 2:30.
    "hour, Australia/Lord_Howe, 2016-10-01T15:40:00Z, 2016-10-01T15:30:00Z, 2016-10-01T16:00:00Z",
    "day, Australia/Lord_Howe, 2016-10-01T15:40:00Z, 2016-10-01T13:30:00Z, 2016-10-02T13:00:00Z",
    // São Paulo: midnight is skipped in spring; in autumn the last hour of a day comes twice.
    "day, America/Sao_Paulo, 2018-11-04T02:59:59Z, 2018-11-03T03:00:00Z, 2018-11-04T03:00:00Z",
    "day, America/Sao_Paulo, 2018-11-04T12:00:00Z, 2018-11-04T03:00:00Z, 2018-11-05T02:00:00Z",
    "hour, America/Sao_Paulo, 2018-11-04T03:00:00Z, 2018-11-04T03:00:00Z, 2018-11-04T04:00:00Z",
    "day, America/Sao_Paulo, 2018-02-18T02:30:00Z, 2018-02-17T02:00:00Z, 2018-02-18T03:00:00Z",
    // St John's: a minute after midnight, the clocks went back to yesterday.
    "day, America/St_Johns, 2010-11-07T02:29:59Z, 2010-11-06T02:30:00Z, 2010-11-07T02:30:00Z",
    "day, America/St_Johns, 2010-11-07T03:00:00Z, 2010-11-07T02:30:00Z, 2010-11-08T03:30:00Z",
    "hour, America/St_Johns, 2010-11-07T02:30:30Z, 2010-11-07T02:30:00Z, 2010-11-07T02:31:00Z",
    "hour, America/St_Johns, 2010-11-07T02:45:00Z, 2010-11-07T02:31:00Z, 2010-11-07T03:30:00Z",
    // Samoa left out the 30th of December.
    "day, Pacific/Apia, 2011-12-30T09:59:59Z, 2011-12-29T10:00:00Z, 2011-12-30T10:00:00Z",
    "day, Pacific/Apia, 2011-12-30T10:00:00Z, 2011-12-30T10:00:00Z, 2011-12-31T10:00:00Z",
  })
  void followsClocksAndCalendarOfTheZone(
      String size, String zone, Instant instant, Instant start, Instant end) {
    Window window = Calendar.of(WindowSize.parse(size), ZoneId.of(zone)).at(instant.toEpochMilli());
    assertThat(Instant.ofEpochMilli(window.start())).isEqualTo(start);
    assertThat(Instant.ofEpochMilli(window.end())).isEqualTo(end);
  }

  @Property
  void windowsLieWithoutGapsAndNestInCoarserOnes(
      @ForAll("zones") ZoneId zone,
      @ForAll @LongRange(min = -3_000_000_000_000L, max = 3_000_000_000_000L) long instant) {
    for (WindowSize size : SIZES) {
      Calendar calendar = Calendar.of(size, zone);
      Window window = calendar.at(instant);
      assertThat(window.contains(instant)).as("%s", window).isTrue();
      assertThat(calendar.at(window.start())).isEqualTo(window);
      assertThat(calendar.at(window.end() - 1)).isEqualTo(window);
      assertThat(calendar.at(window.end()).start()).isEqualTo(window.end());
      for (WindowSize coarser : SIZES) {
        if (size.nestsIn(coarser)) {
          Window whole = Calendar.of(coarser, zone).at(instant);
          assertThat(whole.start()).as("%s", whole).isLessThanOrEqualTo(window.start());
          assertThat(whole.end()).as("%s", whole).isGreaterThanOrEqualTo(window.end());
        }
      }
    }
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList()).map(ZoneId::of);
  }
}
