package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds answers against a set of the users that the test itself sent. */
class QueryIT {
  private static final String HEADER =
      "part\tfrom\tto\tframes\tunique_users\texact\tlower_bound\tupper_bound\twindows\n";
  private static final Instant NOON = Instant.parse("2016-07-11T12:00:00Z");
  private static final List<String> DEVICES = List.of("phone", "tablet", "");

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
  void unitesWindowsAndGroupsExactly() {
    logins.add(1, 6_000, NOON, ChronoUnit.DAYS, DEVICES);
    logins.add(NOON, "anna", "\u001b[2J");
    topic.flush();
    count("--windows", "minute,hour,day", "--by", "device_type", "--emit-sketch");

    for (String range :
        List.of(
            "2016-07-11",
            "2016-07-10..2016-07-13",
            "2016-07-10T22:17..2016-07-12T13:05",
            "2016-07-11T11:59:00Z..2016-07-11T12:00:00Z",
            "2016")) {
      CliRun run = query(range);
      assertThat(run.code()).as(run.stderr()).isZero();
      assertThat(run.stdout()).startsWith(HEADER + row("range", times(run), login -> true));
    }
    CliRun middle = query("2016-07-10T22:58..2016-07-12T01:02");
    assertThat(middle.stdout()).contains("1 day + 2 hour + ").contains(" minute\n");

    CliRun phones = query("2016-07-11", "--group", "phone");
    assertThat(phones.stdout())
        .startsWith(HEADER + row("range", times(phones), login -> login.group().equals("phone")));
    CliRun other = query("2016-07-11", "--group", "watch");
    assertThat(other.stderr())
        .contains("has no group 'watch' of its own; there are \\u001b[2J, (none), phone, tablet");
    assertThat(other.code()).isEqualTo(1);
  }

  @Test
  void refusesAGroupThatMayBeHidden() {
    logins.add(NOON, "anna", "a");
    logins.add(NOON, "boris", "b");
    logins.add(NOON.plusSeconds(60), "anna", "a");
    topic.flush();
    count("--by", "device_type", "--max-groups", "1", "--emit-sketch");
    CliRun all = query("2016-07-11");
    assertThat(all.stdout()).startsWith(HEADER + row("range", times(all), login -> true));
    // One of the two was first in the first minute.
    String refusals =
        query("2016-07-11", "--group", "a").stderr() + query("2016-07-11", "--group", "b").stderr();
    assertThat(refusals).containsAnyOf("group 'a' may be in (other)", "has no group 'b'");
    refused(query("2016-07-11", "--group", "(other)"), "(other) is not a group", 2);
    CliRun later = query("2016-07-11T12:01..2016-07-11T12:02", "--group", "a");
    assertThat(later.stdout()).contains("\t1\t1\ttrue\t");
  }

  @Test
  void countsReturningUsers() {
    logins.add(1, 3_000, NOON, ChronoUnit.DAYS, DEVICES);
    count("--windows", "minute,day", "--emit-sketch", "--method", "exact");
    Set<String> first = users(day("2016-07-11"));
    Set<String> before = users(day("2016-07-10"));
    Set<String> both = new HashSet<>(first);
    both.retainAll(before);
    assertThat(both).hasSizeBetween(10, first.size() - 10);

    String common = "both\t\t\t\t%1$d\ttrue\t%1$d.0\t%1$d.0\t\n".formatted(both.size());
    assertThat(query("2016-07-11", "--returning").stdout())
        .contains("before\t2016-07-10T00:00:00Z\t2016-07-11T00:00:00Z\t")
        .endsWith(common);
    assertThat(query("2016-07-11", "--and", "2016-07-10").stdout())
        .contains("and\t2016-07-10T00:00:00Z\t2016-07-11T00:00:00Z\t")
        .endsWith(common);
  }

  @Test
  void estimatesWhatASmallSketchCanNotHold() {
    logins.add(1, 6_000, NOON, ChronoUnit.DAYS, DEVICES);
    count("--windows", "day", "--emit-sketch", "--method", "theta:64");
    int truth = users(day("2016-07-11")).size();
    CliRun run = query("2016-07-11", "--returning", "--format", "json");
    String json = run.stdout().lines().findFirst().orElseThrow();
    assertThat(json).as(run.stderr()).contains("\"exact\":false");
    // Theta of 64 has a standard error of 12.6%; four of them.
    assertThat(number(json, "unique_users")).isBetween(truth * 0.5, truth * 1.5);
    assertThat(number(json, "lower_bound")).isLessThan(number(json, "unique_users"));
    assertThat(number(json, "upper_bound")).isGreaterThan(number(json, "unique_users"));
    assertThat(run.stdout().lines()).hasSize(3);
    assertThat(query("2016-07-11", "--format", "table").stdout()).contains("~");
  }

  @Test
  void saysWhatCannotBeAnswered() {
    logins.add(1, 1_000, NOON, ChronoUnit.HOURS, DEVICES);
    count("--windows", "hour", "--emit-sketch", "--method", "hll");
    refused(query("2016-07-11T12:30..2016-07-12"), "cuts through the window hour", 1);
    refused(query("2016-07-11", "--returning"), "can't be told from sketches of method hll", 1);
    CliRun nothing = query("2015-01-01");
    assertThat(nothing.stdout())
        .isEqualTo(
            HEADER
                + "range\t2015-01-01T00:00:00Z\t"
                + "2015-01-02T00:00:00Z\t0\t0\ttrue\t0.0\t0.0\t\n");
    assertThat(nothing.stderr()).contains("no frames in 2015").contains("go from 2016-07-1");

    count("--windows", "hour", "--output", topic.name() + "-bare");
    CliRun bare = CounterRun.of("query", "2016-07-11", "--output", topic.name() + "-bare");
    refused(bare, "has no sketch of its users; count the frames again with --emit-sketch", 1);
  }

  @Test
  void refusesWhatItCannotRead() {
    refused(query("tomorrow"), "'tomorrow' is not a range", 2);
    refused(query(), "say which span of time in one way", 2);
    refused(query("2016", "--last", "7d"), "say which span of time in one way", 2);
    refused(query("2016", "--to", "2017"), "--to goes with --from", 2);
    refused(query("2016", "--and", "2017", "--returning"), "exclude each other", 2);
    refused(query("2016", "--zone", "Mars"), "no time zone is called 'Mars'", 2);
    refused(query("--last", "7x"), "is not a span of time", 2);
  }

  private static void refused(CliRun run, String sentence, int code) {
    assertThat(run.stderr()).startsWith("counter query: ").contains(sentence);
    assertThat(run.stdout()).isEmpty();
    assertThat(run.code()).isEqualTo(code);
  }

  private void count(String... more) {
    String[] fields = {"--time", "timestamp", "--unique", "user_id"};
    String[] all = Arrays.copyOf(fields, fields.length + more.length);
    System.arraycopy(more, 0, all, fields.length, more.length);
    CliRun run = CounterRun.untilEnd(state, topic.name(), all);
    assertThat(run.code()).as(run.stderr()).isZero();
  }

  private CliRun query(String... args) {
    String[] all = Arrays.copyOf(args, args.length + 3);
    System.arraycopy(args, 0, all, 1, args.length);
    all[0] = "query";
    all[args.length + 1] = "--topic";
    all[args.length + 2] = topic.name();
    if (!List.of(args).contains("--format")) {
      all = Arrays.copyOf(all, all.length + 2);
      all[all.length - 2] = "--format";
      all[all.length - 1] = "tsv";
    }
    return CounterRun.of(all);
  }

  /** From and to of the first row. */
  private static List<Instant> times(CliRun run) {
    String[] cells = run.stdout().substring(HEADER.length()).split("\t", -1);
    return List.of(Instant.parse(cells[1]), Instant.parse(cells[2]));
  }

  private String row(String part, List<Instant> times, Predicate<Logins.Login> which) {
    Predicate<Logins.Login> within =
        login -> !login.time().isBefore(times.get(0)) && login.time().isBefore(times.get(1));
    Predicate<Logins.Login> wanted = within.and(which);
    int users = users(wanted).size();
    return "%s\t%s\t%s\t%d\t%d\ttrue\t%d.0\t%d.0\t"
        .formatted(
            part,
            times.get(0),
            times.get(1),
            logins.all().stream().filter(wanted).count(),
            users,
            users,
            users);
  }

  private Set<String> users(Predicate<Logins.Login> which) {
    return logins.all().stream().filter(which).map(Logins.Login::user).collect(Collectors.toSet());
  }

  private static Predicate<Logins.Login> day(String date) {
    return login -> login.time().toString().startsWith(date);
  }

  private static double number(String json, String field) {
    return Double.parseDouble(json.replaceFirst(".*\"" + field + "\":([-0-9.E]+).*", "$1"));
  }
}
