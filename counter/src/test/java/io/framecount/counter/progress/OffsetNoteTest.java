package io.framecount.counter.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.counter.frame.field.WantedFields;
import io.framecount.counter.progress.Tally.Gap;
import io.framecount.counter.time.RecentTimes;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.window.Windows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other versions of the counter read these texts: none of them may change. */
class OffsetNoteTest {
  private static final Tally TALLY =
      new Tally(
          25,
          10,
          3,
          new Gap(60, 100, 159),
          new Gap(1, 7, 7),
          new TreeMap<>(Map.of("a.B", 5L, "ö,:c D", 7L)));
  private static final SettingsNote SETTINGS =
      new CountSettings(
              Windows.parse("minute,15m,year", "+02:00"),
              new WantedFields("a time", "who=ever", Optional.of("тип")),
              UniqueMethod.parse("hll:12"),
              1_000)
          .note();
  private static final Origin ORIGIN = new Origin(new Uuid(1, 2), 60);
  private static final RecentTimes.State TIMES =
      new RecentTimes.State(
          303,
          559,
          List.of(List.of(1_468_244_386_990L, 300L), List.of(1_463_244_384_000L, 303L)),
          List.of(List.of(1_399_524_910_265L, 301L, 2L)));
  private static final String TEXT =
      "v1 read=25 counted=10 aside=3 missing=60:100-159 cut-off=1:7-7"
          + " passed-over=a.B:5,%C3%B6%2C%3Ac+D:7"
          + " windows=minute,15m,year zone=%2B02:00 time=a+time unique=who%3Dever"
          + " by=%D1%82%D0%B8%D0%BF method=hll:12 max-groups=1000"
          + " topic:AAAAAAAAAAEAAAAAAAAAAg:60"
          + " 303/559/1468244386990@300,1463244384000@303/1399524910265@301@2";

  @Test
  void writesTheSameBytesAsEver() {
    assertThat(OffsetNote.write(TALLY, SETTINGS, ORIGIN, RecentTimes.of(TIMES))).isEqualTo(TEXT);
  }

  @Test
  void readsWhatItWrites() {
    OffsetNote note = OffsetNote.of(TEXT);
    assertThat(note.tally()).contains(TALLY);
    assertThat(note.settings()).contains(SETTINGS);
    assertThat(note.origin()).contains(ORIGIN);
    assertThat(note.recentTimes().state()).isEqualTo(TIMES);
    assertThat(note.newerWord()).isEmpty();
  }

  @Test
  void anUnknownBeginningIsLeftOut() {
    Origin origin = new Origin(new Uuid(1, 2), Origin.UNKNOWN);
    String text = OffsetNote.write(Tally.NONE, SettingsNote.EMPTY, origin, new RecentTimes());
    assertThat(text).isEqualTo("v1 read=0 counted=0 aside=0  topic:AAAAAAAAAAEAAAAAAAAAAg: 0/0//");
    assertThat(OffsetNote.of(text).origin()).contains(origin);
  }

  @Test
  void readsTheFirstFormatWhichHadATallyOnly() {
    OffsetNote first = OffsetNote.of("v1 read=12 counted=10 aside=2");
    assertThat(first.tally()).contains(new Tally(12, 10, 2));
    assertThat(first.settings()).contains(SettingsNote.FIRST);
    assertThat(first.origin()).isEmpty();
    assertThat(first.recentTimes().state()).isEqualTo(new RecentTimes().state());
  }

  @Test
  void readsTheFormatBeforeOriginsWereNoted() {
    OffsetNote note =
        OffsetNote.of(
            "v1 read=12 counted=10 aside=2 windows=minute zone=UTC time=ts unique=uid by="
                + " method=theta:65536 max-groups= 12/16/1468244386990@12/");
    assertThat(note.tally()).contains(new Tally(12, 10, 2));
    assertThat(note.settings().orElseThrow().settings().fields())
        .isEqualTo(new WantedFields("ts", "uid"));
    assertThat(note.origin()).isEmpty();
    assertThat(note.recentTimes().state())
        .isEqualTo(
            new RecentTimes.State(12, 16, List.of(List.of(1_468_244_386_990L, 12L)), List.of()));
  }

  @Test
  void namesTheWordOfANewerVersion() {
    assertThat(OffsetNote.of("v2 read=1 dropped=1").newerWord()).contains("v2");
    assertThat(OffsetNote.of("v1 read=1 counted=1 aside=0 windows=minute bots=out").newerWord())
        .contains("bots");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "of another program", "1468244386990"})
  void aNoteOfAnotherProgramHasNoParts(String text) {
    OffsetNote note = OffsetNote.of(text);
    assertThat(note.tally()).isEmpty();
    assertThat(note.settings()).isEmpty();
    assertThat(note.origin()).isEmpty();
    assertThat(note.newerWord()).isEmpty();
    assertThat(note.recentTimes().state()).isEqualTo(new RecentTimes().state());
  }
}
