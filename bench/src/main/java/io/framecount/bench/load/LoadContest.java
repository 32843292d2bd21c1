package io.framecount.bench.load;

import static io.framecount.bench.contest.Contender.other;
import static io.framecount.bench.contest.Contender.ours;

import io.framecount.bench.contest.Contender;
import io.framecount.bench.contest.Contest;
import io.framecount.bench.contest.Workbench;
import io.framecount.bench.report.ContestResult;
import io.framecount.bench.report.ContestTables;
import io.framecount.bench.report.Names;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Loading one gzip file, side by side with what a user might use instead. */
public final class LoadContest {
  private final Workbench bench;
  private final Path file;
  private final long frames;

  /**
   * A contest.
   *
   * @param file a gzip file
   * @param frames number of frames in the file
   */
  public LoadContest(Workbench bench, Path file, long frames) {
    this.bench = bench;
    this.file = file;
    this.frames = frames;
  }

  /**
   * Arguments: bootstrap servers, registry URL, gzip file, frames in it, rounds, directory, then
   * parts of the names of contenders, with hyphens for blanks (default: all).
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Locale.setDefault(Locale.ROOT);
    Workbench bench = new Workbench(args[0], args[1], Path.of(args[5]));
    long frames = Long.parseLong(args[3]);
    LoadContest contest = new LoadContest(bench, Path.of(args[2]), frames);
    int rounds = Integer.parseInt(args[4]);
    List<String> names = List.of(args).subList(6, args.length);
    List<Contender> chosen =
        List.of(
                contest.kcat(rounds),
                contest.plainJava(rounds),
                contest.loader(Names.EXACTLY_ONCE, "exactly-once", rounds),
                contest.loader("loader, at least once", "at-least-once", rounds),
                contest.loader("loader, fire and forget", "fire-and-forget", rounds))
            .stream()
            .filter(contender -> contender.isNamed(names))
            .toList();
    var entries = new Contest(chosen, true, bench::shortened).run();
    ContestResult result =
        new ContestResult("load", "", "", chosen.get(0).name(), frames, "frames", entries);
    System.out.print(new ContestTables(result).summary());
  }

  /** Returns all contenders, the baseline first and the floors last. Slow ones run less often. */
  public List<Contender> all(int rounds, int slowRounds) {
    return List.of(
        kcat(rounds),
        loader(Names.EXACTLY_ONCE, "exactly-once", rounds),
        loader("loader, at least once", "at-least-once", rounds),
        loader("loader, fire and forget", "fire-and-forget", rounds),
        rival("Kafka's console producer", "console-producer", slowRounds),
        plainJava(slowRounds),
        rival("json2avro", "json2avro", slowRounds),
        other(
            Names.FLOOR + "inflate (zcat)",
            rounds,
            new FloorWork("zcat %s >/dev/null".formatted(file))),
        other(
            Names.FLOOR + "the loader's reader alone",
            rounds,
            new FloorWork(bench.java(LoadStages.class.getName(), file, "split"))),
        producer(rounds));
  }

  /** Returns the loader with its defaults, and the contenders of the aims. */
  public List<Contender> ofAims(int rounds) {
    return List.of(
        kcat(rounds), loader(Names.EXACTLY_ONCE, "exactly-once", rounds), plainJava(rounds));
  }

  /** Returns kcat, which converts nothing. */
  private Contender kcat(int rounds) {
    return load(
        Names.KCAT,
        "kcat",
        rounds,
        topic ->
            "zcat %s | kcat -P -b %s -t %s -z lz4 -X linger.ms=20 -X batch.size=1000000 -X queue.buffering.max.messages=1000000"
                .formatted(file, bench.bootstrapServers(), topic));
  }

  private Contender plainJava(int rounds) {
    return load(
        Names.PLAIN_LOADER,
        "plain",
        rounds,
        topic -> bench.java(PlainLoader.class.getName(), bench.bootstrapServers(), topic, file));
  }

  public Contender loader(String name, String delivery, int rounds) {
    UnaryOperator<String> command =
        topic ->
            "bin/loader --file %s --topic %s --register --from-start --delivery %s --bootstrap-server %s"
                .formatted(file, topic, delivery, bench.bootstrapServers());
    return ours(name, rounds, new LoadWork(bench, delivery, frames, true, command));
  }

  private Contender rival(String name, String rival, int rounds) {
    return load(
        name,
        rival,
        rounds,
        topic -> "bench/rival %s %s %s %s".formatted(rival, bench.bootstrapServers(), topic, file));
  }

  /** Returns Kafka's own benchmark, with as many records of a frame's size in Avro. */
  private Contender producer(int rounds) {
    return load(
        Names.FLOOR + "ProducerPerformance, 31 bytes",
        "producer-perf",
        rounds,
        topic ->
            "bench/rival producer-perf %s %s %d 31"
                .formatted(bench.bootstrapServers(), topic, frames));
  }

  private Contender load(String name, String key, int rounds, UnaryOperator<String> command) {
    return other(name, rounds, new LoadWork(bench, key, frames, false, command));
  }
}
