package io.framecount.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampTextTest {
  private static final int MILLIS = 3;

  private final TimestampText text = new TimestampText(EpochUnit.AUTO, ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "1468244384,           1468244384000",
    "1468244384.1239,      1468244384123",
    "1468244384384,        1468244384384",
    "1468244384384999,     1468244384384",
    "1468244384384999999,  1468244384384",
    "1.468244384e9,        1468244384000",
    "-1.5,                         -1500",
    "0,                                0",
  })
  void readsNumbersByMagnitude(String number, long millis) {
    byte[] bytes = number.getBytes(StandardCharsets.UTF_8);
    assertThat(text.readNumber(bytes, 0, bytes.length, MILLIS)).isNull();
    assertThat(text.value()).isEqualTo(millis);
    assertThat(string(number)).isNull();
    assertThat(text.value()).isEqualTo(millis);
  }

  @ParameterizedTest
  @CsvSource({
    "2016-07-11T13:39:44.3849Z,       1468244384384",
    "2016-07-11T15:39:44.384+02:00,   1468244384384",
    "2016-07-11 13:39:44,             1468244384000",
    "2016-07-11,                      1468195200000",
  })
  void readsIso8601(String time, long millis) {
    assertThat(string(time)).isNull();
    assertThat(text.value()).isEqualTo(millis);
  }

  @ParameterizedTest
  @CsvSource({"yesterday, NO_TIME", "2016-02-30, NO_TIME", "'', NO_TIME", "1e99, OUT_OF_RANGE"})
  void saysWhatDoesNotFit(String time, Misfit misfit) {
    assertThat(string(time)).isEqualTo(misfit);
  }

  @Test
  void takesOnlyWhatIsAsked() {
    byte[] number = "1468244384".getBytes(StandardCharsets.UTF_8);
    assertThat(text.readString(number, 0, number.length, MILLIS, false, false))
        .isEqualTo(Misfit.NO_TIME);
    byte[] zoned = "2016-07-11T13:39:44Z".getBytes(StandardCharsets.UTF_8);
    assertThat(text.readString(zoned, 0, zoned.length, MILLIS, true, true))
        .isEqualTo(Misfit.NO_TIME);
  }

  private Misfit string(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return text.readString(bytes, 0, bytes.length, MILLIS, true, false);
  }
}
