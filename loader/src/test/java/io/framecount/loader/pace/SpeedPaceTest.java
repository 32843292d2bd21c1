package io.framecount.loader.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.loader.convert.Converter;
import org.junit.jupiter.api.Test;

class SpeedPaceTest {
  private static final long START = 1_468_244_384_000L;
  private static final long DAY = 86_400_000;
  private static final long MILLI = 1_000_000;
  private final SpeedPace pace = new SpeedPace(60);

  @Test
  void keepsGapsAtSpeed() {
    assertThat(due(START)).isZero();
    assertThat(due(START + 60_000)).isEqualTo(1_000 * MILLI);
    assertThat(due(START + 3_600_000)).isEqualTo(60_000 * MILLI);
  }

  @Test
  void doesNotStallForALateFrame() {
    due(START);
    due(START + 60_000);
    assertThat(due(START - 5 * DAY)).isNegative();
    assertThat(due(START + 60_001)).isGreaterThan(1_000 * MILLI);
  }

  @Test
  void sendsAFrameWithoutATimeAtOnce() {
    due(START);
    assertThat(pace.due(Converter.NO_TIME, 77)).isEqualTo(77);
    assertThat(due(START + 60_000)).isEqualTo(1_000 * MILLI);
  }

  @Test
  void isNotMisledByACorruptTime() {
    due(START);
    assertThat(pace.due(Long.MAX_VALUE, 5)).isEqualTo(5);
    assertThat(due(START + 60_000)).isEqualTo(1_000 * MILLI);
    assertThat(pace.due(START + 400 * DAY, 6)).isEqualTo(6);
    assertThat(due(START + 120_000)).isEqualTo(2_000 * MILLI);
  }

  @Test
  void passesOverAGapThatTheNextFrameConfirms() {
    due(START);
    assertThat(pace.due(START + 3 * DAY, 10)).isEqualTo(10);
    assertThat(pace.due(START + 3 * DAY + 1_000, 20)).isEqualTo(20);
    assertThat(pace.due(START + 3 * DAY + 61_000, 20)).isEqualTo(20 + 1_000 * MILLI);
  }

  private long due(long eventTime) {
    return pace.due(eventTime, 0);
  }
}
