package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.counter.command.CounterCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StdinTest {
  private static final String FRAMES =
      """
      {"ts": 1468244357, "uid": "anna"}
      {"uid": "boris", "ts": 1468244358000}

      {"ts": "2016-07-11T13:39:19Z", "uid": "anna"}
      {"ts": 1468244400, "uid": "anna"}
      """;

  private static final String COUNTS =
      """
      minute\tframes\tunique_users
      2016-07-11T13:39:00Z\t3\t2
      2016-07-11T13:40:00Z\t1\t1
      """;

  @Test
  void countsJsonLines() {
    CliRun run = of(FRAMES, "--format", "tsv");
    assertThat(run.stdout()).isEqualTo(COUNTS);
    assertThat(run.stderr()).contains("stdin: 4 frames read = 4 counted + 0 set aside");
    assertThat(run.code()).isZero();
  }

  @Test
  void countsGzip() throws IOException {
    CliRun run = of(gzip(FRAMES), "--format", "tsv");
    assertThat(run.stdout()).as(run.stderr()).isEqualTo(COUNTS);
  }

  @Test
  void printsAsTheOtherWaysDo() {
    assertThat(of(FRAMES).stdout()).contains("minute").contains("total");
    assertThat(of(FRAMES, "--format", "json").stdout())
        .contains("\"window\":\"MINUTE\",\"start\":\"2016-07-11T13:39:00Z\"")
        .contains("\"frames\":3,\"unique_users\":2,\"exact\":true");
  }

  @Test
  void takesOtherFieldsAndUnits() {
    CliRun run =
        of(
            "{\"when\": 1468244357000000, \"who\": \"anna\"}",
            "--time",
            "when",
            "--unique",
            "who",
            "--epoch-unit",
            "micros",
            "--format",
            "tsv");
    assertThat(run.stdout()).contains("2016-07-11T13:39:00Z\t1\t1");
  }

  @Test
  void countsWindowsGroupsAndByOtherMethods() {
    String frames =
        """
        {"ts": 1468244357, "uid": "anna", "device": "phone"}
        {"ts": 1468244358, "uid": "boris", "device": "phone"}
        {"ts": 1468248000, "uid": "anna", "device": "phone"}
        {"ts": 1468244357, "uid": "anna", "device": null}
        """;
    CliRun run =
        of(
            frames,
            "--windows",
            "hour,day",
            "--by",
            "device",
            "--method",
            "exact",
            "--zone",
            "Europe/Berlin",
            "--format",
            "tsv");
    assertThat(run.stdout())
        .as(run.stderr())
        .isEqualTo(
            """
            window\tstart\tdevice\tframes\tunique_users
            hour\t2016-07-11T13:00:00Z\t(none)\t1\t1
            hour\t2016-07-11T13:00:00Z\tphone\t2\t2
            hour\t2016-07-11T14:00:00Z\tphone\t1\t1
            day\t2016-07-10T22:00:00Z\t(none)\t1\t1
            day\t2016-07-10T22:00:00Z\tphone\t3\t2
            """);
  }

  @Test
  void setsAsideWhatItCannotCountAndTellsTheFirstOfThem() {
    String bad = "{\"ts\": 1468244357}\n".repeat(12);
    CliRun run =
        of(FRAMES + "no json\n" + bad + "{\"ts\": -5, \"uid\": \"anna\"}\n", "--format", "tsv");
    assertThat(run.stdout()).isEqualTo(COUNTS);
    assertThat(run.stderr())
        .contains("line 6 is set aside: not valid JSON at byte")
        .contains("line 7 is set aside: there is no field 'uid'")
        .contains("line 15 is set aside")
        .doesNotContain("line 16 is")
        .contains("and 4 lines more")
        .contains("stdin: 18 frames read = 4 counted + 14 set aside");
    assertThat(run.code()).isEqualTo(3);
  }

  @Test
  void nothingIsNothing() {
    CliRun run = of("", "--format", "tsv");
    assertThat(run.stdout()).isEqualTo("minute\tframes\tunique_users\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void damageIsAFailure() throws IOException {
    byte[] whole = gzip(FRAMES);
    byte[] cut = Arrays.copyOf(whole, whole.length - 12);
    CliRun run = of(cut);
    assertThat(run.stderr()).contains("cannot read stdin beyond line");
    assertThat(run.code()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "--topic, frames",
    "--output, counts",
    "--until-end,",
    "--bootstrap-server, here:9092",
    "--schema-registry, http://here",
    "--state-dir, state",
    "--register,",
    "-X, a=b"
  })
  void refusesWhatNeedsKafka(String option, String value) {
    CliRun run = value == null ? of(FRAMES, option) : of(FRAMES, option, value);
    assertThat(run.stderr()).startsWith("counter: " + option + " has no meaning with --stdin");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void aNumberThatIsSmallForItsUnitIsNotCountedIn1970() {
    CliRun run = of(FRAMES, "--epoch-unit", "millis", "--format", "tsv");
    assertThat(run.stdout())
        .isEqualTo("minute\tframes\tunique_users\n2016-07-11T13:39:00Z\t2\t2\n");
    assertThat(run.stderr())
        .contains(
            "line 1 is set aside: field 'ts' is the plain number 1468244357, which is"
                + " 1970-01-17T23:50:44.357Z in milliseconds, but 2016-07-11T13:39:17Z in seconds;"
                + " if that is its unit, say --epoch-unit seconds");
    assertThat(run.code()).isEqualTo(3);
  }

  @Test
  void clocksOfAZoneAreReadWhereThereIsNoOffset() {
    CliRun run =
        of(
            "{\"ts\": \"2016-07-11T15:39:44\", \"uid\": \"anna\"}",
            "--time-zone",
            "Europe/Berlin",
            "--format",
            "tsv");
    assertThat(run.stdout()).contains("2016-07-11T13:39:00Z\t1\t1");
    assertThat(run.stderr()).doesNotContain("offset");
    CliRun unsaid = of("{\"ts\": \"2016-07-11T15:39:44\", \"uid\": \"anna\"}", "--format", "tsv");
    assertThat(unsaid.stdout()).contains("2016-07-11T15:39:00Z\t1\t1");
    assertThat(unsaid.stderr())
        .contains("1 times of field 'ts' had no offset and were taken as UTC");
    CliRun nowhere = of(FRAMES, "--time-zone", "Nowhere");
    assertThat(nowhere.stderr()).contains("no time zone is called 'Nowhere'");
    assertThat(nowhere.code()).isEqualTo(2);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static CliRun of(String stdin, String... options) {
    return of(stdin.getBytes(StandardCharsets.UTF_8), options);
  }

  private static CliRun of(byte[] stdin, String... options) {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(stdin));
      String[] args = Arrays.copyOf(options, options.length + 1);
      args[options.length] = "--stdin";
      return CliRun.of(new CounterCommand(), args);
    } finally {
      System.setIn(before);
    }
  }
}
