package io.framecount.counter.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.text.EpochUnit;
import io.framecount.counter.frame.field.WantedFields;
import io.framecount.counter.frame.field.WantedFields.Unsaid;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.window.Windows;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class SettingsNoteTest {
  private static final Tally TALLY = new Tally(12, 10, 2);
  private static final CountSettings PLAIN =
      settings("minute", "UTC", new WantedFields("ts", "uid"), "theta");

  @Test
  void travelsBehindTheTally() {
    CountSettings settings =
        settings(
            "minute,15m,year",
            "+02:00",
            new WantedFields("a time", "who=ever", Optional.of("тип")),
            "hll:12");
    String metadata = OffsetNote.write(TALLY) + " " + OffsetNote.write(settings.note());
    assertThat(metadata)
        .startsWith("v1 read=12 counted=10 aside=2 windows=minute,15m,year zone=%2B02:00 time=a+");
    assertThat(OffsetNote.of(metadata).tally()).contains(TALLY);
    SettingsNote read = OffsetNote.of(metadata).settings().orElseThrow();
    assertThat(read).isEqualTo(settings.note());
    assertThat(read.windows()).contains(settings.windows());
    assertThat(read.by()).contains("тип");
  }

  @Test
  void theLongestFitsIntoTheMetadataOfAnOffset() {
    String sizes =
        "minute,2m,3m,4m,5m,6m,8m,9m,10m,12m,15m,16m,18m,20m,24m,30m,32m,36m,40m,45m,48m,72m,80m,90m,"
            + "96m,144m,160m,288m,hour,2h,3h,4h,6h,8h,12h,day,week,month,year";
    String zone = "America/Argentina/ComodRivadavia";
    WantedFields fields =
        new WantedFields("t".repeat(500), "u".repeat(500), Optional.of("b".repeat(500)));
    assertThat(OffsetNote.write(settings(sizes, zone, fields, "linear").note()))
        .hasSizeLessThan(4_000);
  }

  @Test
  void saysWhatDiffers() {
    CountSettings other =
        settings("minute,hour", "UTC", new WantedFields("ts", "uid", Optional.of("os")), "theta");
    assertThatThrownBy(() -> CommittedSettings.require(committed(PLAIN), "counts", other.note()))
        .isInstanceOfSatisfying(
            CommandFailure.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
        .hasMessage(
            "topic 'counts' is counted with --windows minute, not --windows minute,hour; no --by,"
                + " not --by os; no --max-groups, not --max-groups 1000; use the same settings, or"
                + " another --output");
  }

  @Test
  void theSameSettingsAreNoDifference() {
    CommittedSettings.require(committed(PLAIN), "counts", PLAIN.note());
    CommittedSettings.require(null, "counts", PLAIN.note());
    CommittedSettings.require(
        new OffsetAndMetadata(1, "of another program"), "counts", PLAIN.note());
    assertThat(settings("minute", "UTC", PLAIN.fields(), "theta:65536").note())
        .isEqualTo(PLAIN.note());
  }

  @Test
  void aTallyWithoutSettingsIsOfMinutes() {
    OffsetAndMetadata first = new OffsetAndMetadata(1, OffsetNote.write(TALLY));
    CommittedSettings.require(first, "counts", PLAIN.note());
    CountSettings hours = settings("hour", "UTC", PLAIN.fields(), "theta");
    assertThatThrownBy(() -> CommittedSettings.require(first, "counts", hours.note()))
        .hasMessageContaining("--windows minute, not --windows hour");
  }

  @Test
  void whatANewerVersionNotedIsRefused() {
    String known = OffsetNote.write(PLAIN.note());
    assertThatThrownBy(() -> require("v1 read=1 counted=1 aside=0 " + known + " bots=out"))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "topic 'counts' is counted by a newer version of the counter (it noted 'bots'); run"
                + " that version, or count into another --output");
    assertThatThrownBy(() -> require("v2 read=1 dropped=1 " + known))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("(it noted 'v2')");
  }

  @Test
  void unitAndZoneOfTimesAreNotedIfTheyAreNotAsEver() {
    Unsaid said =
        new Unsaid(
            EpochUnit.SECONDS, ZoneId.of("Europe/Berlin"), Optional.of(ZoneId.of("Europe/Berlin")));
    CountSettings seconds = settings("minute", "UTC", PLAIN.fields().with(said), "theta");
    assertThat(OffsetNote.write(seconds.note()))
        .endsWith(" epoch-unit=seconds time-zone=Europe/Berlin");
    assertThat(note(seconds).settings().fields()).isEqualTo(seconds.fields());
    assertThatThrownBy(() -> CommittedSettings.require(committed(PLAIN), "counts", seconds.note()))
        .hasMessageContaining(
            "counted with --epoch-unit millis, not --epoch-unit seconds; no --time-zone, not"
                + " --time-zone Europe/Berlin; use");
    assertThatThrownBy(() -> CommittedSettings.require(committed(seconds), "counts", PLAIN.note()))
        .hasMessageContaining("counted with --epoch-unit seconds, not --epoch-unit millis;");
    OffsetAndMetadata first = new OffsetAndMetadata(1, OffsetNote.write(TALLY));
    assertThatThrownBy(() -> CommittedSettings.require(first, "counts", seconds.note()))
        .hasMessageContaining("--epoch-unit millis, not --epoch-unit seconds");
  }

  @Test
  void theZoneOfLocalTimesIsNotedWhereItIsNotUtc() {
    ZoneId zone = ZoneId.of("Europe/Berlin");
    CountSettings berlin = ofBerlin(zone);
    assertThat(OffsetNote.write(berlin.note())).endsWith(" local-zone=Europe/Berlin");
    assertThat(note(berlin).settings().fields().unsaid().localZone()).isEqualTo(zone);
    CommittedSettings.require(committed(berlin), "counts", berlin.note());
    assertThat(berlin.asBegun(note(berlin))).isEqualTo(berlin);
    assertThat(OffsetNote.write(ofBerlin(ZoneId.of("Etc/UTC")).note()))
        .doesNotContain("local-zone");
  }

  /** Earlier versions took them so whatever the zone, and noted nothing of it. */
  @Test
  void localTimesOfACountThatNotesNoZoneForThemStayUtc() {
    CountSettings berlin = ofBerlin(ZoneId.of("Europe/Berlin"));
    OffsetAndMetadata earlier =
        new OffsetAndMetadata(
            1,
            OffsetNote.write(TALLY)
                + " windows=minute zone=Europe/Berlin time=ts unique=uid by= method=theta:65536"
                + " max-groups=");
    SettingsNote noted = OffsetNote.of(earlier.metadata()).settings().orElseThrow();
    assertThat(noted.settings().fields().unsaid().localZone()).isEqualTo(ZoneOffset.UTC);
    CountSettings goesOn = berlin.asBegun(noted);
    assertThat(goesOn).isEqualTo(ofBerlin(ZoneOffset.UTC));
    CommittedSettings.require(earlier, "counts", goesOn.note());
    assertThat(goesOn.note()).isEqualTo(noted);
    // Begun at the same time, by counters of both versions.
    assertThatThrownBy(() -> CommittedSettings.require(earlier, "counts", berlin.note()))
        .hasMessageContaining(
            "is counted with local-timestamp-* as UTC, not local-timestamp-* as Europe/Berlin;");
  }

  @Test
  void theUnitOfNumbersInJsonStays() {
    SettingsNote guessed = note(ofUnit(Optional.empty()));
    SettingsNote millis = note(ofUnit(Optional.of(EpochUnit.MILLIS)));
    SettingsNote seconds = note(ofUnit(Optional.of(EpochUnit.SECONDS)));

    assertThat(guessed.settings().fields().unsaid().jsonUnit()).isEqualTo(EpochUnit.AUTO);
    assertThat(millis.settings().fields().unsaid().jsonUnit()).isEqualTo(EpochUnit.MILLIS);
    assertThat(seconds.settings().fields().unsaid().jsonUnit()).isEqualTo(EpochUnit.SECONDS);
    assertThat(guessed.differences(millis)).isEqualTo("no --epoch-unit, not --epoch-unit millis");
    assertThat(millis.differences(guessed)).isEqualTo("--epoch-unit millis, not no --epoch-unit");
    assertThat(seconds.differences(millis))
        .isEqualTo("--epoch-unit seconds, not --epoch-unit millis");
    assertThat(millis.differences(millis)).isEmpty();
  }

  private static CountSettings ofUnit(Optional<EpochUnit> unit) {
    Unsaid unsaid = Unsaid.of(unit, ZoneOffset.UTC, Optional.empty());
    return settings("minute", "UTC", PLAIN.fields().with(unsaid), "theta");
  }

  private static CountSettings ofBerlin(ZoneId localTimes) {
    Unsaid unsaid = Unsaid.of(Optional.empty(), localTimes, Optional.empty());
    return settings("minute", "Europe/Berlin", PLAIN.fields().with(unsaid), "theta");
  }

  private static SettingsNote note(CountSettings settings) {
    return OffsetNote.of(committed(settings).metadata()).settings().orElseThrow();
  }

  /** Instances with other texts are kept out of the group, so an upgrade must not change it. */
  @Test
  void theTextOfTheSameSettingsStaysTheSame() {
    assertThat(OffsetNote.write(PLAIN.note()))
        .isEqualTo("windows=minute zone=UTC time=ts unique=uid by= method=theta:65536 max-groups=");
  }

  private static void require(String metadata) {
    CommittedSettings.require(new OffsetAndMetadata(1, metadata), "counts", PLAIN.note());
  }

  private static OffsetAndMetadata committed(CountSettings settings) {
    return new OffsetAndMetadata(
        1, OffsetNote.write(TALLY) + " " + OffsetNote.write(settings.note()));
  }

  private static CountSettings settings(
      String windows, String zone, WantedFields fields, String method) {
    return new CountSettings(
        Windows.parse(windows, zone), fields, UniqueMethod.parse(method), 1_000);
  }
}
