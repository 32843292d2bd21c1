package io.framecount.counter.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Sheet.Format;
import io.framecount.common.input.Archive;
import io.framecount.common.input.Input;
import io.framecount.common.input.InputFormat;
import io.framecount.counter.command.CounterCommand;
import io.framecount.counter.frame.field.WantedFields;
import io.framecount.counter.progress.CountSettings;
import io.framecount.counter.run.RunReport;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.view.Columns;
import io.framecount.counter.view.RowPrinter;
import io.framecount.counter.window.Windows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Counts files and stdin, and holds the rows against those of a count that is as simple as can be.
 */
class LocalRunTest {
  private static final int FRAMES = 12_000;
  private static final Instant START = Instant.parse("2016-07-11T13:39:44Z");
  private static final String[] SHOPS = {"north", "süd", "\"east\"", null};
  private static final String[] OPTIONS = {
    "--windows", "minute,hour", "--by", "shop", "--format", "tsv"
  };

  @TempDir private Path directory;

  /** Frames and users by window and group, in the order of the rows. */
  private final Map<String, Long> frames = new TreeMap<>();

  private final Map<String, Set<String>> users = new TreeMap<>();

  @ParameterizedTest
  @EnumSource(Archive.class)
  void countsAsASimpleCountDoesWhateverTheCompression(Archive archive) throws IOException {
    byte[] packed = archive.packInTwo(stream(new Random(7)).getBytes(UTF_8));
    Path file = Files.write(directory.resolve("stream"), packed);
    CliRun ofFile = run("--file", file.toString());
    assertThat(ofFile.stdout()).as(ofFile.stderr()).isEqualTo(expected());
    assertThat(ofFile.stderr())
        .contains("%s: 12,000 frames read = 12,000 counted + 0 set aside".formatted(file));
    assertThat(ofFile.code()).isZero();
    assertThat(ofStdin(packed, "--stdin").stdout()).isEqualTo(expected());
    assertThat(ofStdin(packed, "--file", "-").stdout()).isEqualTo(expected());
  }

  @ParameterizedTest
  @MethodSource("io.framecount.common.input.InputFormat#all")
  void countsAsASimpleCountDoesWhateverTheFormat(InputFormat format) throws IOException {
    byte[] bytes =
        format.of(
            stream(new Random(6))
                .replace("\ufeff", "")
                .lines()
                .filter(line -> !line.isBlank())
                .toList());
    Path file = Files.write(directory.resolve("stream"), bytes);
    CliRun ofFile = run("--file", file.toString());
    assertThat(ofFile.stdout()).as(ofFile.stderr()).isEqualTo(expected());
    assertThat(ofFile.stderr()).contains("12,000 frames read = 12,000 counted + 0 set aside");
    CliRun piped = ofStdin(bytes, "--file", "-");
    if (format.readsFromPipe()) {
      assertThat(piped.stdout()).as(piped.stderr()).isEqualTo(expected());
    } else {
      assertThat(piped.stderr()).contains("stdin is a ", " archive", "convert it: ");
    }
  }

  @Test
  void countsDirectoriesAndGlobsOnce() throws IOException {
    String stream = stream(new Random(8));
    int half = stream.indexOf('\n', stream.length() / 2) + 1;
    Files.writeString(directory.resolve("a.jsonl"), stream.substring(0, half));
    Files.write(
        directory.resolve("b.jsonl.gz"), Archive.GZIP.pack(stream.substring(half).getBytes(UTF_8)));
    for (String name : List.of("", "/*", "/{a,b}.jsonl*")) {
      CliRun run = run("--file", directory + name, directory + "/a.jsonl");
      assertThat(run.stdout()).as(run.stderr()).isEqualTo(expected());
      assertThat(run.stderr()).contains("2 inputs: 12,000 frames read = 12,000 counted");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void theNumberOfThreadsChangesNothing(int threads) throws Exception {
    String text = stream(new Random(9)) + "no frame\n";
    Path file = Files.writeString(directory.resolve("stream"), text);
    WantedFields fields =
        new WantedFields("ts", "uid", Optional.of("shop")).with(WantedFields.Unsaid.ANYTHING);
    CountSettings settings =
        new CountSettings(
            Windows.parse("minute,hour", "UTC"), fields, UniqueMethod.STANDARD, 1_000);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Input input = new Input.File(file, Files.size(file), Input.Reading.once("counter --stdin"));
    RunReport report = new RunReport(new PrintWriter(out), new PrintWriter(err));
    Columns columns = new Columns(Optional.of(settings.windows()), fields.by());
    ExitCode code =
        new LocalRun(settings, List.of(input), 1 << 20, report)
            .print(new RowPrinter(Format.TSV, columns), threads);
    assertThat(out).hasToString(expected());
    assertThat(err.toString())
        .contains(
            "%s, line %,d is set aside: not valid JSON at byte 0"
                .formatted(file, text.lines().count()));
    assertThat(code).isEqualTo(ExitCode.REJECTED);
  }

  @Test
  void saysFileAndLineOfWhatItSetsAside() throws IOException {
    Path good = Files.writeString(directory.resolve("good"), frame(START, "anna", null) + "\r\n");
    Path bad =
        Files.writeString(
            directory.resolve("bad"),
            "\ufeff%s\n\n{\"ts\":1}\n{\"uid\":\"%s\"}\n%s\n{\"ts\":"
                .formatted(
                    frame(START, "anna", null),
                    "x".repeat(300),
                    frame(START.minus(99, ChronoUnit.DAYS), "boris", "north")));
    CliRun run = run("--max-line-bytes", "200", "--file", good.toString(), bad.toString());
    assertThat(run.stderr())
        .contains(bad + ", line 3 is set aside: there is no field 'uid'")
        .contains(bad + ", line 4 is set aside: it has more than 200 bytes")
        .contains(bad + ", line 6 is set aside: not valid JSON at byte 6: expected a value")
        .contains("2 inputs: 6 frames read = 3 counted + 3 set aside");
    assertThat(run.code()).isEqualTo(3);
  }

  /**
   * The frames before a suspicious one decide about it, so they must come in the order of lines.
   */
  @Test
  void judgesStrangeTimesInTheOrderOfTheLines() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      boolean flipped = i == 4_000;
      long millis = START.toEpochMilli() ^ (flipped ? 1L << 37 : 0);
      text.append("{\"ts\":%d,\"uid\":\"u\"}\n".formatted(millis));
    }
    Path file = Files.writeString(directory.resolve("stream"), text);
    CliRun run = run("--file", file.toString());
    assertThat(run.stderr())
        .contains(file + ", line 4,001 is set aside: the time")
        .contains("stands alone")
        .contains("4,999 counted + 1 set aside");
  }

  @Test
  void aDamagedFileIsAFailureThatNamesTheLastGoodLine() throws IOException {
    byte[] whole = Archive.GZIP.pack(stream(new Random(1)).getBytes(UTF_8));
    Path file = Files.write(directory.resolve("cut"), Arrays.copyOf(whole, whole.length / 2));
    CliRun run = run("--file", file.toString());
    assertThat(run.stdout()).isEmpty();
    assertThat(run.stderr())
        .containsPattern("cannot read \\S+cut beyond line [\\d,]+: it ends too early");
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoJson() throws IOException {
    Path table = Files.writeString(directory.resolve("table"), "uid;ts\na;1\nb;2\n");
    CliRun run = run("--file", table.toString());
    assertThat(run.stderr())
        .contains("is CSV, not JSON; convert it: python3 -c ")
        .contains(" | counter --stdin");
    assertThat(run.code()).isEqualTo(1);
    CliRun piped = ofStdin(Files.readAllBytes(table), "--stdin");
    assertThat(piped.stderr()).contains("python3 -c ").contains(" | counter --stdin");
    assertThat(run("--file", table + "x").stderr()).contains("no such file: " + table + "x");
  }

  @Test
  void saysWhichOptionsHaveNoMeaning() {
    CliRun kafka = run("--file", "f", "--until-end");
    assertThat(kafka.stderr())
        .startsWith("counter: --until-end has no meaning with --file, which counts without Kafka");
    CliRun metrics = run("--file", "f", "--metrics-port", "0");
    assertThat(metrics.stderr()).startsWith("counter: --metrics-port has no meaning with --file");
    assertThat(metrics.code()).isEqualTo(2);
    CliRun unset = run("--file", "");
    assertThat(unset.stderr())
        .startsWith("counter: --file is empty; a variable of the shell may not be set");
    assertThat(unset.code()).isEqualTo(2);
    CliRun topic = run("--topic", "t", "--max-line-bytes", "200");
    assertThat(topic.stderr())
        .startsWith("counter: --max-line-bytes has no meaning without --file");
    assertThat(topic.code()).isEqualTo(2);
    assertThat(run("--file", "f", "--max-line-bytes", "0").stderr())
        .contains("--max-line-bytes must be 1 to 33,554,432, not 0");
  }

  /** Makes lines in all the ways that are read, and counts them meanwhile. */
  private String stream(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < FRAMES; i++) {
      Instant time = START.plusMillis(i * 20L - (random.nextInt(20) == 0 ? 90_000 : 0));
      String user = random.nextInt(10) == 0 ? "é\"" + random.nextInt(9) : "u" + random.nextInt(700);
      String shop = SHOPS[random.nextInt(SHOPS.length)];
      count(time, user, shop);
      text.append(random.nextInt(500) == 0 ? "\ufeff" : "")
          .append(frame(time, user, shop))
          .append(random.nextInt(3) == 0 ? "\r\n" : "\n")
          .append(random.nextInt(300) == 0 ? " \t\n" : "");
    }
    return text.toString();
  }

  private void count(Instant time, String user, String shop) {
    String group = shop == null ? "(none)" : shop;
    for (ChronoUnit unit : List.of(ChronoUnit.MINUTES, ChronoUnit.HOURS)) {
      // Minutes come before hours.
      String key =
          "%s\t%s\t%s"
              .formatted(unit == ChronoUnit.MINUTES ? "0" : "1", time.truncatedTo(unit), group);
      frames.merge(key, 1L, Long::sum);
      users.computeIfAbsent(key, k -> new HashSet<>()).add(user);
    }
  }

  private String expected() {
    StringBuilder rows = new StringBuilder("window\tstart\tshop\tframes\tunique_users\n");
    frames.forEach(
        (key, number) ->
            rows.append(key.startsWith("0") ? "minute" : "hour")
                .append(key.substring(1))
                .append("\t%d\t%d\n".formatted(number, users.get(key).size())));
    return rows.toString();
  }

  /** A line with the wanted members in any order, among others of the same names further in. */
  private static String frame(Instant time, String user, String shop) {
    List<String> members =
        new ArrayList<>(
            List.of(
                "\"ts\" : "
                    + (time.toEpochMilli() % 3 == 0 ? quoted(time.toString()) : millis(time)),
                "\"u\\u0069d\":" + quoted(user),
                "\"deep\":{\"ts\":[1,{\"uid\":\"x\"}],\"shop\":{}}",
                "\"text\":\"\\\\\\\"ts\\\":0, \\ud83d\\ude00 Ёжик \\n\""));
    if (shop != null || time.toEpochMilli() % 2 == 0) {
      members.add("\"shop\":" + (shop == null ? "null" : quoted(shop)));
    }
    Random order = new Random(time.toEpochMilli());
    Collections.shuffle(members, order);
    return "{" + String.join(", ", members) + "}";
  }

  private static String millis(Instant time) {
    return Long.toString(time.toEpochMilli());
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\\\"") + "\"";
  }

  private static CliRun run(String... options) {
    return CliRun.of(
        new CounterCommand(),
        Stream.concat(Arrays.stream(options), Arrays.stream(OPTIONS)).toArray(String[]::new));
  }

  private static CliRun ofStdin(byte[] bytes, String... options) {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(bytes));
      return run(options);
    } finally {
      System.setIn(before);
    }
  }
}
