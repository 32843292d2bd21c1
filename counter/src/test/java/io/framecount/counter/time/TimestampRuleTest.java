package io.framecount.counter.time;

import static io.framecount.counter.frame.field.FrameFields.MILLI_NANOS;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.counter.frame.field.BadRecord;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

class TimestampRuleTest {
  private static final long NOW = 1_795_000_000_000L;
  private static final long DAY = 86_400_000;
  private static final long THEN = 1_468_244_340_000L;

  private final TimestampRule rule = TimestampRule.at(NOW);
  private final RecentTimes recent = new RecentTimes();

  @Test
  void believesFrom1970ToADayAhead() {
    assertBelieved(0);
    assertBelieved(THEN);
    assertBelieved(NOW + DAY);
  }

  @Test
  void doubtsTheRestAndSaysWhy() {
    assertDoubted(-1).withMessage("the time 1969-12-31T23:59:59.999Z (-1 ms) is before 1970");
    assertDoubted(NOW + DAY + 1).withMessageContaining("(1795086400001 ms) is more than a day");
    assertDoubted(Long.MAX_VALUE).withMessageContaining("more than a day ahead");
    assertDoubted(Long.MIN_VALUE).withMessageContaining("before 1970");
  }

  @Test
  void saysWhichBitItWasAndWhereThePartitionIs() {
    for (int i = 0; i < 50; i++) {
      assertBelieved(THEN + i);
    }
    String seen =
        ": the partition is at 2016-07-11T13:39:00.049Z, and bit %d flipped makes it 2016-07-11T13:39:00Z";
    assertDoubted(THEN ^ (1L << 34))
        .withMessage("the time 2015-12-25T17:27:50.816Z (1451064470816 ms) stands alone" + seen, 34)
        .withNoCause();
    assertDoubted(THEN ^ (1L << 63)).withMessageEndingWith("before 1970" + seen, 63);
    assertDoubted(THEN ^ (1L << 45)).withMessageEndingWith("ahead of now" + seen, 45);
  }

  private void assertBelieved(long time) {
    assertThatCode(() -> rule.require(time, MILLI_NANOS, recent)).doesNotThrowAnyException();
  }

  private ThrowableAssertAlternative<BadRecord> assertDoubted(long time) {
    return assertThatExceptionOfType(BadRecord.class)
        .isThrownBy(() -> rule.require(time, MILLI_NANOS, recent));
  }
}
