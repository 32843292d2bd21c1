package io.framecount.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.counter.command.CounterCommand;
import io.framecount.loader.command.LoaderCommand;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same frames give the same table, with their times in every notation of JSON and Avro. */
class TimesIT {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Times in July, when Berlin is two hours ahead of UTC. */
  private static final long[] MILLIS =
      LongStream.range(0, 40).map(i -> 1_468_244_384_384L + i * 7_123).toArray();

  @TempDir private Path directory;

  static Stream<Arguments> ways() {
    LongFunction<String> iso = millis -> quoted(Instant.ofEpochMilli(millis));
    LongFunction<String> local =
        millis -> quoted(Instant.ofEpochMilli(millis).atZone(BERLIN).toLocalDateTime());
    LongFunction<String> seconds = millis -> BigDecimal.valueOf(millis, 3).toPlainString();
    LongFunction<String> wholeSeconds = millis -> Long.toString(millis / 1_000);
    LongFunction<String> number = Long::toString;
    LongFunction<String> micros = millis -> millis + "000";
    LongFunction<String> nanos = millis -> millis + "000000";
    List<String> none = List.of();
    return Stream.of(
        Arguments.of(typed("timestamp-millis"), iso, none, none),
        Arguments.of(typed("timestamp-millis"), seconds, none, none),
        Arguments.of(typed("timestamp-micros"), number, none, none),
        Arguments.of(typed("timestamp-micros"), micros, none, none),
        Arguments.of(typed("timestamp-nanos"), nanos, none, none),
        Arguments.of(typed("timestamp-nanos"), local, zone("time-zone"), none),
        Arguments.of(nullable(typed("timestamp-millis")), number, none, zone("zone")),
        Arguments.of(typed("local-timestamp-millis"), local, none, zone("zone")),
        Arguments.of(typed("local-timestamp-micros"), local, none, zone("zone")),
        Arguments.of(typed("local-timestamp-nanos"), local, none, zone("time-zone")),
        Arguments.of("\"long\"", wholeSeconds, unit("seconds"), unit("seconds")),
        Arguments.of("\"long\"", number, none, none),
        Arguments.of("\"long\"", micros, unit("micros"), unit("micros")),
        Arguments.of("\"long\"", nanos, none, unit("auto")),
        Arguments.of("\"int\"", wholeSeconds, none, unit("seconds")),
        Arguments.of(nullable("\"int\""), wholeSeconds, none, unit("auto")),
        Arguments.of("\"double\"", seconds, none, unit("seconds")),
        Arguments.of("\"double\"", number, none, none),
        Arguments.of("\"string\"", iso, none, none),
        Arguments.of("\"string\"", local, none, zone("time-zone")),
        Arguments.of(
            "\"string\"",
            (LongFunction<String>) millis -> quoted(micros.apply(millis)),
            none,
            unit("micros")));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void countsTheSame(
      String type, LongFunction<String> time, List<String> loading, List<String> counting)
      throws IOException {
    String topic = SharedPlatform.uniqueName("times");
    Path lines = directory.resolve("times.jsonl");
    Path schema = directory.resolve("times.avsc");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < MILLIS.length; i++) {
      text.append("{\"uid\":\"u%d\",\"ts\":%s}\n".formatted(i % 5, time.apply(MILLIS[i])));
    }
    Files.writeString(lines, text);
    Files.writeString(
        schema,
        "{\"type\":\"record\",\"name\":\"Ping\",\"fields\":[{\"name\":\"uid\",\"type\":\"string\"},{\"name\":\"ts\",\"type\":%s}]}"
            .formatted(type));

    List<String> load = new ArrayList<>(loading);
    load.addAll(List.of("--file", lines.toString(), "--schema", schema.toString(), "--register"));
    CliRun loaded = run(new LoaderCommand(), topic, load);
    assertThat(loaded.code()).as(loaded.stderr() + loaded.stdout()).isZero();
    List<String> count = new ArrayList<>(counting);
    count.addAll(List.of("--until-end", "--format", "tsv", "--state-dir", directory.toString()));
    CliRun counted = run(new CounterCommand(), topic, count);
    assertThat(counted.stdout()).as(counted.stderr()).isEqualTo(expected());
    assertThat(counted.code()).as(counted.stderr()).isZero();
  }

  private static CliRun run(Object command, String topic, List<String> args) {
    List<String> all = new ArrayList<>(args);
    all.addAll(List.of("--topic", topic));
    all.addAll(List.of("--bootstrap-server", SharedPlatform.bootstrapServers()));
    all.addAll(List.of("--schema-registry", SharedPlatform.registryUrl()));
    return CliRun.of(command, all.toArray(String[]::new));
  }

  private static String expected() {
    Map<Long, Integer> frames = new TreeMap<>();
    Map<Long, Set<Integer>> users = new TreeMap<>();
    for (int i = 0; i < MILLIS.length; i++) {
      long minute = MILLIS[i] / 60_000;
      frames.merge(minute, 1, Integer::sum);
      users.computeIfAbsent(minute, m -> new HashSet<>()).add(i % 5);
    }
    StringBuilder table = new StringBuilder("minute\tframes\tunique_users\n");
    frames.forEach(
        (minute, count) ->
            table.append(
                "%s\t%d\t%d\n"
                    .formatted(
                        Instant.ofEpochSecond(minute * 60), count, users.get(minute).size())));
    return table.toString();
  }

  private static String typed(String logicalType) {
    return "{\"type\":\"long\",\"logicalType\":\"%s\"}".formatted(logicalType);
  }

  private static String nullable(String type) {
    return "[\"null\",%s]".formatted(type);
  }

  private static List<String> zone(String option) {
    return List.of("--" + option, BERLIN.getId());
  }

  private static List<String> unit(String unit) {
    return List.of("--epoch-unit", unit);
  }

  private static String quoted(Object time) {
    return "\"%s\"".formatted(time);
  }
}
