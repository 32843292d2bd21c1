package io.framecount.counter.time;

import static io.framecount.counter.frame.field.FrameFields.MILLI_NANOS;
import static io.framecount.counter.time.RecentTimes.NO_BIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.counter.progress.OffsetNote;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecentTimesTest {
  private static final long THEN = TimeStreams.HISTORY;
  private static final long FLIP = 1L << 34;

  private RecentTimes recent = new RecentTimes();

  @ParameterizedTest
  @ValueSource(ints = {31, 34, 37, 40})
  void findsALoneFlippedBitAndGoesOn(int bit) {
    believe(100);
    assertThat(judge((THEN + 100) ^ (1L << bit))).isEqualTo(bit);
    assertThat(judge(THEN + 101)).isEqualTo(NO_BIT);
  }

  @ParameterizedTest
  @CsvSource({"1000, 41, 50", "1000000, 51, 60"})
  void findsTheBitInOtherUnits(long unitsPerMilli, int lowest, int highest) {
    for (int i = 0; i < 100; i++) {
      assertThat(recent.flippedBit(THEN + i, MILLI_NANOS / unitsPerMilli)).isEqualTo(NO_BIT);
    }
    for (int bit = lowest; bit <= highest; bit++) {
      long flipped = (THEN * unitsPerMilli) ^ (1L << bit);
      assertThat(recent.flippedBit(flipped / unitsPerMilli, MILLI_NANOS / unitsPerMilli))
          .isEqualTo(bit);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 24, 30})
  void findsTheBitInSeconds(int bit) {
    long seconds = THEN / 1_000;
    for (int i = 0; i < 100; i++) {
      assertThat(recent.flippedBit((seconds + i) * 1_000, 1_000 * MILLI_NANOS)).isEqualTo(NO_BIT);
    }
    long flipped = (seconds ^ (1L << bit)) * 1_000;
    assertThat(recent.flippedBit(flipped, 1_000 * MILLI_NANOS)).isEqualTo(bit);
  }

  @Test
  void lowBitsAreTakenForLateFrames() {
    believe(100);
    for (int bit = 0; bit < 31; bit++) {
      assertThat(judge(THEN ^ (1L << bit))).as("bit %d", bit).isEqualTo(NO_BIT);
      assertThat(judge(THEN)).isEqualTo(NO_BIT);
    }
  }

  @Test
  void aFirstFrameThatIsCorruptSpoilsNothing() {
    assertThat(judge(THEN ^ FLIP)).isEqualTo(NO_BIT);
    believe(1_000);
    assertThat(judge(THEN ^ (1L << 36))).isEqualTo(36);
  }

  @Test
  void aJumpIsBelievedFromItsFirstFrameOn() {
    Random random = new Random(1);
    for (int jump = 0; jump < 1_000; jump++) {
      recent = new RecentTimes();
      believe(300);
      long to = THEN - random.nextLong(2 * TimeStreams.TWO_YEARS) + TimeStreams.TWO_YEARS;
      boolean unlucky = recent.bitTo(to, MILLI_NANOS) != NO_BIT;
      long doubted = LongStream.range(to, to + 20).filter(t -> judge(t) != NO_BIT).count();
      assertThat(doubted).as("%d", to - THEN).isEqualTo(unlucky ? Suspicions.MOST_ALIKE : 0);
    }
  }

  @Test
  void aJumpByAPowerOfTwoIsDoubtedOnlyBriefly() {
    believe(300);
    long[] doubted =
        LongStream.range(THEN, THEN + 500).filter(t -> judge(t ^ FLIP) != NO_BIT).toArray();
    assertThat(doubted).containsExactly(THEN, THEN + 1, THEN + 2);
  }

  @Test
  void aBitThatFlipsNowAndThenIsDoubtedEachTime() {
    for (int round = 0; round < 100; round++) {
      believe(Suspicions.WITHIN / 2);
      assertThat(judge(THEN ^ FLIP)).isEqualTo(34);
    }
  }

  @Test
  void aSourceThatWasForgottenIsNew() {
    believe(300);
    long elsewhere = THEN + 500 * TimeStreams.DAY;
    assertThat(judge(elsewhere)).isEqualTo(NO_BIT);
    believe(TimeClusters.FORGOTTEN + 1);
    assertThat(judge(elsewhere ^ FLIP)).isEqualTo(NO_BIT);
  }

  @Test
  void decidesTheSameAfterARestart() {
    Random random = new Random(2);
    TimeStreams.all(3, 20_000)
        .forEach(
            (kind, times) -> {
              RecentTimes going = new RecentTimes();
              RecentTimes restarted = new RecentTimes();
              for (long time : times) {
                long seen = random.nextInt(50) == 0 ? time ^ (1L << random.nextInt(41)) : time;
                if (random.nextInt(100) == 0) {
                  String text = OffsetNote.write(restarted);
                  assertThat(text).hasSizeLessThan(500).doesNotContain(" ");
                  restarted =
                      OffsetNote.of("v1 read=1 counted=1 aside=0 " + text + " by=x").recentTimes();
                }
                assertThat(restarted.flippedBit(seen, MILLI_NANOS))
                    .as(kind)
                    .isEqualTo(going.flippedBit(seen, MILLI_NANOS));
              }
              assertThat(OffsetNote.write(restarted)).isEqualTo(OffsetNote.write(going));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "aside=0", "1/2/3", "1/2/x/", "-1/0//"})
  void goesOnFromNothingIfTheTextIsAnother(String text) {
    assertThat(OffsetNote.write(OffsetNote.of(text).recentTimes()))
        .isEqualTo(OffsetNote.write(new RecentTimes()));
  }

  private void believe(int frames) {
    for (int i = 0; i < frames; i++) {
      assertThat(judge(THEN + i)).isEqualTo(NO_BIT);
    }
  }

  private int judge(long time) {
    return recent.flippedBit(time, MILLI_NANOS);
  }
}
