package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowsAndGroupsIT {
  /** Clocks in Berlin go back; Sunday, the last but one of October. */
  private static final Instant CHANGE = Instant.parse("2016-10-30T01:00:00Z");

  private static final List<String> DEVICES = List.of("android", "iOS", "", "web");

  @TempDir private Path state;
  private FrameTopic topic;
  private Logins logins;

  @BeforeEach
  void newTopic() {
    topic = CounterRun.newTopic();
    logins = new Logins(topic);
  }

  @AfterEach
  void close() {
    topic.close();
  }

  @Test
  void countsAllWindowsInOnePassAsANaiveCounterDoes() {
    List<String> windows = List.of("minute", "15m", "hour", "day", "week", "month", "year");
    ZoneId zone = ZoneId.of("Europe/Berlin");
    String[] settings = {
      "--windows", String.join(",", windows), "--zone", zone.getId(), "--by", "device_type"
    };
    logins.add(1, 3_000, CHANGE, ChronoUnit.HOURS, DEVICES);
    logins.add(2, 300, CHANGE, ChronoUnit.WEEKS, DEVICES);
    CliRun first = count(settings);
    assertThat(first.stdout()).as(first.stderr()).isEqualTo(tsv(logins.rows(windows, zone)));
    assertThat(first.stderr()).contains("hold all 3,300 frames");
    assertThat(first.code()).as(first.stderr()).isZero();

    logins.add(3, 1_000, CHANGE, ChronoUnit.DAYS, DEVICES);
    CliRun second = count(settings);
    String expected = tsv(logins.rows(windows, zone));
    assertThat(second.stdout()).as(second.stderr()).isEqualTo(expected);
    assertThat(second.stderr()).contains("this run: 1,000 frames", "hold all 4,300 frames");

    // Nobody tells what was counted: it is known.
    CliRun show = CounterRun.of("show", "--topic", topic.name(), "--format", "tsv");
    assertThat(show.stdout()).as(show.stderr()).isEqualTo(expected);
    assertThat(show.code()).as(show.stderr()).isZero();
    assertThat(CounterRun.of("show", "--topic", topic.name()).stdout())
        .contains("window", "device_type", "total")
        .contains("4,300");
  }

  @Test
  void minutesAloneHaveAColumnOfTheirOwn() {
    logins.add(1, 500, CHANGE, ChronoUnit.HOURS, DEVICES);
    CliRun run = count("--by", "device_type");
    String expected =
        logins.rows(List.of("minute"), ZoneOffset.UTC).stream()
            .map(row -> row.tsv().substring("minute\t".length()))
            .collect(Collectors.joining("", "minute\tdevice_type\tframes\tunique_users\n", ""));
    assertThat(run.stdout()).as(run.stderr()).isEqualTo(expected);
  }

  @Test
  void moreGroupsThanAllowedAreCountedTogetherAndExactly() {
    String[] settings = {"--by", "device_type", "--windows", "hour,day", "--max-groups", "3"};
    List<String> many = List.of("a", "b", "c", "d", "e", "f", "", "(other)");
    logins.add(1, 2_000, CHANGE, ChronoUnit.HOURS, many);
    CliRun first = count(settings);
    assertFolded(first, 3);
    assertThat(first.stderr().lines().filter(line -> line.contains("has more than 3 groups")))
        .hasSize(1);

    logins.add(2, 1_000, CHANGE, ChronoUnit.HOURS, many);
    CliRun second = count(settings);
    assertFolded(second, 3);
    groups(first)
        .forEach((window, groups) -> assertThat(groups(second).get(window)).containsAll(groups));
  }

  @Test
  void groupsStayWholeHoweverOftenTheCounterIsKilled() throws InterruptedException {
    List<String> settings =
        List.of("--by", "device_type", "--windows", "hour,day", "--max-groups", "2");
    List<String> command = new ArrayList<>(settings);
    command.addAll(List.of("--topic", topic.name(), "--state-dir", state.toString()));
    command.addAll(List.of("--time", "timestamp", "--unique", "user_id"));
    for (int round = 0; round < 3; round++) {
      logins.add(round, 2_000, CHANGE, ChronoUnit.HOURS, DEVICES);
      try (var counter = CounterProcess.start(state, command.toArray(String[]::new))) {
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> !counter.running() || counter.stderr().contains("has more than 2 groups"));
        assertThat(counter.running()).as(counter.stderr()).isTrue();
        logins.add(100 + round, 5_000, CHANGE, ChronoUnit.HOURS, DEVICES);
        Thread.sleep(200L * round);
        counter.kill();
      }
    }
    assertFolded(count(settings.toArray(String[]::new)), 2);
  }

  /** Which groups have rows is read from the result; what is in the rows is not. */
  private void assertFolded(CliRun run, int most) {
    Map<String, List<String>> groups = groups(run);
    List<Logins.Row> expected = new ArrayList<>();
    for (Logins.Row row : logins.rows(List.of("hour", "day"), ZoneOffset.UTC)) {
      List<String> own = groups.get(row.window() + row.start());
      assertThat(own).filteredOn(group -> !group.equals("(other)")).hasSizeLessThanOrEqualTo(most);
      assertThat(own.size() < most && own.contains("(other)")).isFalse();
      String name = row.group().equals("(other)") ? "((other))" : row.group();
      String group = own.contains(name) ? name : "(other)";
      expected.add(new Logins.Row(row.window(), row.start(), group, row.frames(), row.users()));
    }
    Map<String, Logins.Row> folded = new TreeMap<>();
    expected.forEach(
        row ->
            folded.merge(
                (row.window().equals("hour") ? "1" : "2") + row.start() + row.group(),
                row,
                Logins::both));
    assertThat(run.stdout()).as(run.stderr()).isEqualTo(tsv(List.copyOf(folded.values())));
    assertThat(run.code()).as(run.stderr()).isZero();
  }

  private static Map<String, List<String>> groups(CliRun run) {
    return run.stdout()
        .lines()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .collect(
            Collectors.groupingBy(
                cells -> cells[0] + cells[1],
                Collectors.mapping(cells -> cells[2], Collectors.toList())));
  }

  @Test
  void eachMethodCounts() {
    logins.add(1, 2_000, CHANGE, ChronoUnit.HOURS, DEVICES);
    List<Logins.Row> rows = logins.rows(List.of("day"), ZoneOffset.UTC);
    for (String method : List.of("hll", "ull:12", "linear", "theta:16")) {
      String output = topic.name() + "-" + method.replace(':', '-');
      CliRun run =
          count("--windows", "day", "--by", "device_type", "--method", method, "--output", output);
      List<String> lines = run.stdout().lines().skip(1).toList();
      assertThat(lines).as(run.stderr()).hasSameSizeAs(rows);
      for (int i = 0; i < rows.size(); i++) {
        String[] cells = lines.get(i).split("\t", -1);
        assertThat(cells[3]).isEqualTo(Long.toString(rows.get(i).frames()));
        double truth = rows.get(i).users().size();
        double error = method.equals("theta:16") ? 1.0 : 0.1;
        assertThat(Double.parseDouble(cells[4]))
            .isBetween(truth * (1 - error), truth * (1 + error));
      }
      assertThat(json(output)).contains("\"exact\":false,", "\"sketch\":null");
    }
  }

  @Test
  void aSetOfAllUsersMayBeLargerThanTheUsualRecord() {
    for (int i = 0; i < 30_000; i++) {
      logins.add(CHANGE.plusMillis(i), "a-user-with-quite-a-long-name-" + i, "web");
    }
    topic.flush();
    CliRun run = count("--windows", "hour,day", "--method", "exact", "--emit-sketch");
    assertThat(run.stdout())
        .as(run.stderr())
        .isEqualTo(
            """
            window\tstart\tframes\tunique_users
            hour\t2016-10-30T01:00:00Z\t30000\t30000
            day\t2016-10-30T00:00:00Z\t30000\t30000
            """);
    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(json(topic.name() + "-counts"))
        .contains("\"exact\":true,\"lower_bound\":30000.0,\"upper_bound\":30000.0,")
        .containsPattern("\"sketch\":\"[^\"]{1000000}");
  }

  private static String json(String output) {
    return CounterRun.of("show", "--output", output, "--format", "json").stdout();
  }

  private CliRun count(String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.addAll(List.of("--time", "timestamp", "--unique", "user_id"));
    return CounterRun.untilEnd(state, topic.name(), all.toArray(String[]::new));
  }

  private static String tsv(List<Logins.Row> rows) {
    return rows.stream()
        .map(Logins.Row::tsv)
        .collect(Collectors.joining("", "window\tstart\tdevice_type\tframes\tunique_users\n", ""));
  }
}
