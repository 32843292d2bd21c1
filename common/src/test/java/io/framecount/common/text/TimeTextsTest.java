package io.framecount.common.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways in which programs write times, held against java.time. */
class TimeTextsTest {
  private static final int NANOS = 9;

  private final TimestampText text = new TimestampText(EpochUnit.AUTO, ZoneOffset.UTC);

  static Stream<DateTimeFormatter> formatters() {
    return Stream.of(
            "uuuu-MM-dd'T'HH:mm:ss.SSSSSSXXX",
            "uuuu-MM-dd HH:mm:ss.SSS XXX",
            "uuuu-MM-dd HH:mm:ss,SSSSSSSSSxx",
            "uuuu-MM-dd HH:mm:ss xx",
            "uuuu-MM-dd'T'HH:mm:ss X",
            "uuuu-MM-dd HH:mm:ss'Z'",
            "uuuu-MM-dd HH:mm:ss 'UTC'",
            "uuuu-MM-dd'T'HH:mm:ss.SSSSSS' GMT'",
            "uuuu-MM-dd'T'HH:mm:ssXXX'[Europe/Berlin]'",
            "uuuu-MM-dd HH:mm:ss.SSSSSSSSS",
            "EEE, dd MMM uuuu HH:mm:ss xx",
            "EEE, d MMM uuuu HH:mm 'GMT'",
            "d MMM uuuu HH:mm:ss 'UT'",
            "dd MMM uuuu HH:mm:ss")
        .map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
  }

  @ParameterizedTest
  @MethodSource("formatters")
  void readsWhatJavaWrites(DateTimeFormatter formatter) {
    Random random = new Random(formatter.toString().hashCode());
    boolean hasOffset = formatter.toString().contains("Offset(");
    for (int i = 0; i < 2_000; i++) {
      ZoneOffset offset =
          ZoneOffset.ofTotalSeconds(hasOffset ? 900 * (random.nextInt(113) - 56) : 0);
      long second = random.nextLong(-5_000_000_000L, 9_000_000_000L);
      String written =
          formatter.format(
              Instant.ofEpochSecond(second, random.nextInt(1_000_000_000)).atOffset(offset));
      Instant expected =
          hasOffset
              ? formatter.parse(written, Instant::from)
              : formatter.parse(written, LocalDateTime::from).toInstant(ZoneOffset.UTC);
      assertThat(read(text, written)).as(written).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2016-07-11 13:39:44 UTC                 | 2016-07-11T13:39:44Z",
        "2016-07-11T13:39:44UTC                  | 2016-07-11T13:39:44Z",
        "2016-07-11T15:39:44+02:00[Europe/Berlin] | 2016-07-11T13:39:44Z",
        "2016-07-11T13:39:44Z[UTC]               | 2016-07-11T13:39:44Z",
        "2016-07-11 13:39:44.5 +0000 UTC         | 2016-07-11T13:39:44.5Z",
        "2016-07-11 13:39 -02                    | 2016-07-11T15:39:00Z",
        "Mon, 11 Jul 2016 13:39:00 GMT           | 2016-07-11T13:39:00Z",
        "mon, 11 JUL 2016 13:39:00 Z             | 2016-07-11T13:39:00Z",
        "11 Jul 2016 13:39 -0330                 | 2016-07-11T17:09:00Z",
        "1468244340.123456789                    | 2016-07-11T13:39:00.123456789Z",
        "1468244340.100000000000                 | 2016-07-11T13:39:00.1Z",
        "0.000000001                             | 1970-01-01T00:00:00.000000001Z",
      })
  void readsWhatProgramsWrite(String written, Instant expected) {
    assertThat(read(text, written)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "2016-07-11 13:39:44  UTC", // Two blanks.
        "'2016-07-11 13:39:44 '",
        "2016-07-11 13:39:44 CEST",
        "2016-07-11 13:39:44 utc",
        "2016-07-11 13:39:44 +0200 UTC",
        "2016-07-11T13:39:44Z[]",
        "2016-07-11T13:39:44Z[UTC",
        "2016-07-11T13:39:44[Europe/Berlin]",
        "2016-07-11T13:39:44 [UTC]",
        "2016-07-11 UTC",
        "Tue, 11 Jul 2016 13:39:00 GMT",
        "Mon 11 Jul 2016 13:39:00 GMT",
        "Mon, 11 Jul 16 13:39:00 GMT",
        "Mon, 11 Jul 2016",
        "31 Jun 2016 13:39:00 GMT",
        "0 Jul 2016 13:39:00 GMT",
        "11 Jul 2016 24:00:00 GMT",
        "11 Jul 2016 13:39:00 EST",
        "11 Jul 2016 13:39:00 U",
        "11 Jul 2016 13:39:00 GM",
        "11 Jul 2016 13:39:00 +02:00",
        "11 Foo 2016 13:39:00 GMT",
        "Mon,",
        "NaN",
        "-",
      })
  void takesNothingElseForATime(String written) {
    assertThat(read(text, written)).isNull();
  }

  /** What Java's own parser of such dates refuses is refused, and the rest is the same. */
  @Test
  void agreesWithJavaOnMutatedDatesOfMails() {
    DateTimeFormatter java =
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.RFC_1123_DATE_TIME)
            .toFormatter(Locale.ROOT);
    Random random = new Random(3);
    String letters = "0123456789:,+ GMTJanMonT-";
    int good = 0;
    for (int i = 0; i < 100_000; i++) {
      StringBuilder mutant = new StringBuilder("Mon, 11 Jul 2016 13:39:00 +0000");
      for (int changes = random.nextInt(3); changes > 0; changes--) {
        mutant.setCharAt(
            random.nextInt(mutant.length()), letters.charAt(random.nextInt(letters.length())));
      }
      Instant expected = parsed(java, mutant.toString());
      Instant actual = read(text, mutant.toString(), 3);
      // Java also takes signs before numbers, long years, and hours of one digit.
      if (expected != null && mutant.toString().matches("\\w+, \\d+ \\w+ \\d{4} \\d\\d:.*")) {
        good++;
        assertThat(actual).as("%s", mutant).isEqualTo(expected);
      }
    }
    assertThat(good).isGreaterThan(30_000);
  }

  @Test
  void neverFailsOnAnyText() {
    Random random = new Random(5);
    List<String> parts =
        List.of(
            "2016", "-07", "-11", "T", " ", "13", ":39", ".5", "Z", "UTC", "[", "]", "+", "Mon");
    for (int i = 0; i < 200_000; i++) {
      StringBuilder written = new StringBuilder();
      for (int part = random.nextInt(9); part > 0; part--) {
        written.append(
            random.nextInt(5) == 0
                ? Character.toString(random.nextInt(0x250))
                : parts.get(random.nextInt(parts.size())));
      }
      read(text, written.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2016-03-27T02:30:00, true",
    "2016-03-27T03:30:00, false",
    "2016-10-30T02:30:00, true",
    "2016-10-30T02:30:00+01:00, false",
    "2016-10-30T03:00:00, false",
    "'30 Oct 2016 02:30', true",
    "1477791000, false",
  })
  void saysWhenTheClocksOfTheZoneChange(String written, boolean changing) {
    TimestampText berlin = new TimestampText(EpochUnit.AUTO, ZoneId.of("Europe/Berlin"));
    assertThat(read(berlin, "2016-03-27T02:10:00")).isEqualTo("2016-03-27T01:10:00Z");
    assertThat(read(berlin, written)).isNotNull();
    assertThat(berlin.isClockChange()).isEqualTo(changing);
  }

  private static Instant read(TimestampText text, String written) {
    return read(text, written, NANOS);
  }

  private static Instant read(TimestampText text, String written, int power) {
    byte[] bytes = ("\"" + written + "\"").getBytes(UTF_8);
    if (text.readString(bytes, 1, bytes.length - 1, power, true, false) != null) {
      return null;
    }
    return power == NANOS
        ? Instant.ofEpochSecond(0, text.value())
        : Instant.ofEpochMilli(text.value());
  }

  private static Instant parsed(DateTimeFormatter formatter, String written) {
    try {
      return formatter.parse(written, Instant::from);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
