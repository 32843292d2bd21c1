package io.framecount.bench.count;

import io.framecount.bench.contest.Contender;
import io.framecount.bench.contest.Contest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Counting one topic of frames, side by side with Kafka's own consumer, which counts nothing. */
public final class CountContest {
  private final String bootstrapServers;
  private final String registry;
  private final String topic;
  private final long frames;
  private final Path directory;

  private CountContest(
      String bootstrapServers, String registry, String topic, long frames, Path directory) {
    this.bootstrapServers = bootstrapServers;
    this.registry = registry;
    this.topic = topic;
    this.frames = frames;
    this.directory = directory;
  }

  /**
   * Arguments: bootstrap servers, registry URL, topic, number of frames, rounds, directory for
   * results and state, then names of contenders (default: all).
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Locale.setDefault(Locale.ROOT);
    CountContest contest =
        new CountContest(args[0], args[1], args[2], Long.parseLong(args[3]), Path.of(args[5]));
    List<String> names = List.of(args).subList(6, args.length);
    List<Contender> chosen =
        contest.all().stream().filter(c -> names.isEmpty() || names.contains(c.name())).toList();
    new Contest(chosen, Integer.parseInt(args[4])).run(System.out, System.err);
  }

  private List<Contender> all() {
    return List.of(consumerPerformance(), counter("theta"), counter("hll"), counter("exact"));
  }

  /** Kafka's own measure of a consumer: it looks at no record. */
  private Contender consumerPerformance() {
    String name = "consumer";
    return new Contender(
        name,
        round ->
            shell(
                "java -cp '%s' org.apache.kafka.tools.ConsumerPerformance --bootstrap-server %s --topic %s --num-records %d --timeout 60000 > %s"
                    .formatted(
                        System.getProperty("java.class.path"),
                        bootstrapServers,
                        topic,
                        frames,
                        result(name, round))),
        round -> "%,d bytes of its report".formatted(text(name, round).length()));
  }

  private Contender counter(String method) {
    return new Contender(
        method,
        round ->
            shell(
                "bin/counter --topic %s --output %s-%s-%d --until-end --format tsv --method %s --state-dir %s --bootstrap-server %s --schema-registry %s > %s"
                    .formatted(
                        topic,
                        topic,
                        method,
                        round,
                        method,
                        directory.resolve("state"),
                        bootstrapServers,
                        registry,
                        result(method, round))),
        round -> proof(text(method, round)));
  }

  /** Frames, and unique users of all minutes added up. */
  private static String proof(String tsv) {
    List<String[]> rows = tsv.lines().skip(1).map(line -> line.split("\t", -1)).toList();
    return "%,d frames, %,d users"
        .formatted(sum(rows.stream().map(row -> row[1])), sum(rows.stream().map(row -> row[2])));
  }

  private static long sum(Stream<String> column) {
    return column.mapToLong(Long::parseLong).sum();
  }

  private String text(String name, int round) {
    try {
      return Files.readString(result(name, round));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path result(String name, int round) {
    return directory.resolve("%s-%d.txt".formatted(name, round));
  }

  private static List<String> shell(String command) {
    return List.of("bash", "-c", command);
  }
}
