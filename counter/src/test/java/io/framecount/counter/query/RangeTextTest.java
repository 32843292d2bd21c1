package io.framecount.counter.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.counter.window.TimeRange;
import io.framecount.counter.window.WindowSize;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTextTest {
  private static final Instant NOW = Instant.parse("2016-07-11T13:39:44Z");

  private final RangeText text = text("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "2016-07-11, 2016-07-10T22:00:00Z..2016-07-11T22:00:00Z",
    "2016-03-27, 2016-03-26T23:00:00Z..2016-03-27T22:00:00Z",
    "2016-07, 2016-06-30T22:00:00Z..2016-07-31T22:00:00Z",
    "2016, 2015-12-31T23:00:00Z..2016-12-31T23:00:00Z",
    "2016-07-11..2016-07-13, 2016-07-10T22:00:00Z..2016-07-12T22:00:00Z",
    "2016-07..2016-09, 2016-06-30T22:00:00Z..2016-08-31T22:00:00Z",
    "2016-07-11T13:00..2016-07-11T14:00:30, 2016-07-11T11:00:00Z..2016-07-11T12:00:30Z",
    "2016-07-11T13:00:00Z..2016-07-11T16:00+02:00, 2016-07-11T13:00:00Z..2016-07-11T14:00:00Z",
    "2016-07-11.., 2016-07-10T22:00:00Z..2016-07-11T13:39:44Z",
  })
  void readsRanges(String range, String expected) {
    assertThat(text.range(range)).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "90m, minute, 2016-07-11T12:09:00Z..2016-07-11T13:39:00Z",
    "90m, 15m, 2016-07-11T12:00:00Z..2016-07-11T13:30:00Z",
    "24h, hour, 2016-07-10T13:00:00Z..2016-07-11T13:00:00Z",
    "7d, minute, 2016-07-04T13:39:00Z..2016-07-11T13:39:00Z",
    "7d, day, 2016-07-03T22:00:00Z..2016-07-10T22:00:00Z",
    "2w, day, 2016-06-26T22:00:00Z..2016-07-10T22:00:00Z",
  })
  void theLastEndWithAWholeWindow(String span, String finest, String expected) {
    assertThat(text.last(span, WindowSize.parse(finest))).hasToString(expected);
  }

  @Test
  void theLastDaysAreOfTheCalendar() {
    Clock clock = Clock.fixed(Instant.parse("2016-03-28T10:00:00Z"), ZoneId.of("UTC"));
    TimeRange range =
        new RangeText(ZoneId.of("Europe/Berlin"), clock).last("2d", WindowSize.MINUTE);
    assertThat(range).hasToString("2016-03-26T11:00:00Z..2016-03-28T10:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2016-07-11..2016-07-13, 2016-07-08T22:00:00Z..2016-07-10T22:00:00Z",
    "2016-03-28, 2016-03-26T23:00:00Z..2016-03-27T22:00:00Z",
    "2016-03, 2016-01-31T23:00:00Z..2016-02-29T23:00:00Z",
    "2016, 2014-12-31T23:00:00Z..2015-12-31T23:00:00Z",
    "2016-07-11T13:00..2016-07-11T13:30, 2016-07-11T10:30:00Z..2016-07-11T11:00:00Z",
  })
  void theSpanBeforeIsAsLong(String range, String expected) {
    assertThat(text.before(text.range(range))).hasToString(expected);
  }

  /** Clocks that are put forward at midnight skip it: such a day begins at 01:00. */
  @ParameterizedTest
  @CsvSource({
    "Africa/Cairo, 2024-04-26, 2024-04-24T22:00:00Z..2024-04-25T22:00:00Z",
    "Africa/Cairo, 2024-04-27, 2024-04-25T22:00:00Z..2024-04-26T21:00:00Z",
    "Asia/Amman, 2016-03, 2016-01-31T22:00:00Z..2016-02-29T22:00:00Z",
    "Asia/Amman, 2016-04, 2016-02-29T22:00:00Z..2016-03-31T22:00:00Z",
    "America/Asuncion, 2017-10, 2017-09-01T04:00:00Z..2017-10-01T04:00:00Z",
    "America/Asuncion, 2017-11, 2017-10-01T04:00:00Z..2017-11-01T03:00:00Z",
    "America/Havana, 2016-11-07, 2016-11-06T04:00:00Z..2016-11-07T05:00:00Z",
    "Africa/Cairo, 2024-04-26T01:00..2024-04-26T02:00, 2024-04-25T21:00:00Z..2024-04-25T22:00:00Z",
    "Pacific/Apia, 2011-12-31, 2011-12-29T10:00:00Z..2011-12-30T10:00:00Z",
  })
  void theSpanBeforeIsOfDatesWhereverDaysBegin(String zone, String range, String expected) {
    RangeText there = text(zone);
    assertThat(there.before(there.range(range))).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "..",
        "yesterday",
        "2016-02-30",
        "2016-7-11",
        "2016-07-11..yesterday",
        "2016-07-12..2016-07-11",
        "2016-07-11..2016-07-11"
      })
  void refusesTheRest(String range) {
    assertThatThrownBy(() -> text.range(range))
        .isInstanceOfSatisfying(
            CommandFailure.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "0d", "7y", "-1d", "d"})
  void refusesOtherSpans(String span) {
    assertThatThrownBy(() -> text.last(span, WindowSize.MINUTE))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("is not a span of time");
  }

  private static RangeText text(String zone) {
    return new RangeText(ZoneId.of(zone), Clock.fixed(NOW, ZoneId.of("UTC")));
  }
}
