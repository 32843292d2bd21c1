package io.framecount.bench.count;

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

/** Counting one topic of frames, side by side with Kafka's own consumer, which counts nothing. */
public final class CountContest {
  /** Five standard errors of the HyperLogLog with 2^12 registers that Kafka Streams is given. */
  public static final double STREAMS_TOLERANCE = 5 * 1.04 / 64;

  /** Five standard errors of our HyperLogLog, with 2^14 registers. */
  private static final double HLL_TOLERANCE = 5 * 1.04 / 128;

  private final Workbench bench;
  private final String topic;
  private final long frames;
  private final MinuteCounts exact;

  /**
   * A contest.
   *
   * @param frames number of frames in the topic
   * @param exact their exact counts
   */
  public CountContest(Workbench bench, String topic, long frames, MinuteCounts exact) {
    this.bench = bench;
    this.topic = topic;
    this.frames = frames;
    this.exact = exact;
  }

  /**
   * Arguments: bootstrap servers, registry URL, topic of a flood, number of frames, rounds,
   * directory for state, then parts of the names of contenders (default: all).
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Locale.setDefault(Locale.ROOT);
    Workbench bench = new Workbench(args[0], args[1], Path.of(args[5]));
    long frames = Long.parseLong(args[3]);
    MinuteCounts exact = MinuteCounts.of(FrameSequence.dense(frames));
    CountContest contest = new CountContest(bench, args[2], frames, exact);
    int rounds = Integer.parseInt(args[4]);
    List<Contender> chosen =
        List.of(
                contest.consumer(rounds),
                contest.counter("theta", rounds),
                contest.counter("hll", rounds),
                contest.counter("exact", rounds))
            .stream()
            .filter(contender -> contender.isNamed(List.of(args).subList(6, args.length)))
            .toList();
    var entries = new Contest(chosen, true, bench::shortened).run();
    ContestResult result =
        new ContestResult("count", "", "", chosen.get(0).name(), frames, "frames", entries);
    System.out.print(new ContestTables(result).summary());
  }

  /** Returns all contenders, the baseline first. Slow ones run less often. */
  public List<Contender> all(int rounds, int slowRounds) {
    return List.of(
        consumer(rounds),
        counter("theta", rounds),
        counter("hll", rounds),
        counter("exact", rounds),
        two(rounds),
        streams(Names.STREAMS_ALO, "at_least_once", "avro", slowRounds),
        streams(Names.STREAMS_EOS, "exactly_once_v2", "avro", slowRounds),
        flink(slowRounds),
        python("avro", slowRounds));
  }

  /** Returns ours beside the baseline, and the fastest of the others once. */
  public List<Contender> fastest(int rounds) {
    return List.of(consumer(rounds), counter("theta", rounds), counter("hll", rounds), flink(1));
  }

  /** Returns the contenders that read JSON directly. */
  public List<Contender> ofJson(int rounds) {
    return List.of(
        consumer(rounds),
        streams(Names.STREAMS_ALO, "at_least_once", "json", rounds),
        python("json", rounds));
  }

  public Contender counter(String method, int rounds) {
    double tolerance = method.equals("hll") ? HLL_TOLERANCE : 0;
    return ours(
        "counter, " + method,
        rounds,
        new CountWork(bench, round -> counterCommand(method, method, round), exact, tolerance));
  }

  /** Returns two instances that share the partitions; each prints the results of both. */
  public Contender two(int rounds) {
    return ours(
        "counter, theta, 2 instances",
        rounds,
        new CountWork(
            bench,
            round -> {
              String one = counterCommand("theta", "two", round);
              return "%s & %s >/dev/null; code=$?; wait $! && exit $code".formatted(one, one);
            },
            exact,
            0));
  }

  private Contender consumer(int rounds) {
    return other(Names.CONSUMER, rounds, new ConsumeWork(bench, topic, frames));
  }

  private String counterCommand(String method, String name, int round) {
    return "bin/counter --topic %s --output %s-%s-%d --until-end --format tsv --method %s --state-dir %s --bootstrap-server %s --schema-registry %s"
        .formatted(
            topic,
            topic,
            name,
            round,
            method,
            CountWork.state(bench),
            bench.bootstrapServers(),
            bench.registry());
  }

  /**
   * Returns Kafka Streams with HyperLogLog: with exact sets, it would rewrite each set for every
   * frame.
   */
  private Contender streams(String name, String guarantee, String format, int rounds) {
    Object[] more = {bench.registry(), topic, frames, guarantee, format};
    return rival(name, rounds, STREAMS_TOLERANCE, "streams", more);
  }

  private Contender flink(int rounds) {
    return rival(Names.FLINK, rounds, 0, "flink", bench.registry(), topic, frames, "exact");
  }

  private Contender python(String format, int rounds) {
    return rival("Python (confluent-kafka)", rounds, 0, "python", topic, format);
  }

  private Contender rival(String name, int rounds, double tolerance, String rival, Object... more) {
    String command =
        "bench/rival %s %s %s"
            .formatted(
                rival,
                bench.bootstrapServers(),
                String.join(" ", List.of(more).stream().map(String::valueOf).toList()));
    return other(name, rounds, new CountWork(bench, round -> command, exact, tolerance));
  }
}
