package io.framecount.bench.report;

import static io.framecount.bench.report.Names.CONSUMER;
import static io.framecount.bench.report.Names.COUNT;
import static io.framecount.bench.report.Names.COUNT_LONG;
import static io.framecount.bench.report.Names.EXACTLY_ONCE;
import static io.framecount.bench.report.Names.GROWTH_FRAMES;
import static io.framecount.bench.report.Names.HLL;
import static io.framecount.bench.report.Names.KCAT;
import static io.framecount.bench.report.Names.LOAD;
import static io.framecount.bench.report.Names.LOAD_LONG;
import static io.framecount.bench.report.Names.THETA;

import java.util.List;
import java.util.Map;

/** All goals of Framecount and their outcomes. */
final class Aims {
  private static final long MILLION = 1_000_000;

  private static final List<Aim> ALL =
      List.of(
          SpeedAim.of(
              "Loads 1 million frames at 2.5 times the speed of kcat",
              LOAD,
              MILLION,
              EXACTLY_ONCE,
              2.5,
              KCAT),
          SpeedAim.of(
              "Loads 10 million frames at 3 times the speed of kcat",
              LOAD_LONG,
              10 * MILLION,
              EXACTLY_ONCE,
              3,
              KCAT),
          SpeedAim.of(
              "Loads 1 million frames at 5 times the speed of a plain Java loader",
              LOAD,
              MILLION,
              EXACTLY_ONCE,
              5,
              Names.PLAIN_LOADER),
          SpeedAim.of(
              "Loads 10 million frames at 5 times the speed of a plain Java loader",
              LOAD_LONG,
              10 * MILLION,
              EXACTLY_ONCE,
              5,
              Names.PLAIN_LOADER),
          SpeedAim.of(
              "Counts 10 million (theta) at 0.5 of the speed of Kafka's consumer",
              COUNT,
              10 * MILLION,
              THETA,
              0.5,
              CONSUMER),
          SpeedAim.of(
              "Counts 10 million (hll) at 0.6 of it", COUNT, 10 * MILLION, HLL, 0.6, CONSUMER),
          SpeedAim.of(
              "Counts 40 million (theta) at 0.6 of it",
              COUNT_LONG,
              40 * MILLION,
              THETA,
              0.6,
              CONSUMER),
          SpeedAim.of(
              "Counts 40 million (hll) at 0.75 of it",
              COUNT_LONG,
              40 * MILLION,
              HLL,
              0.75,
              CONSUMER),
          SpeedAim.of(
              "Counts 10 million at 7 times the speed of Kafka Streams at its best",
              COUNT,
              10 * MILLION,
              THETA,
              7,
              Names.STREAMS_ALO,
              Names.STREAMS_EOS),
          SpeedAim.of(
              "Counts 10 million at 2.5 times the speed of Flink that streams and counts exactly",
              COUNT,
              10 * MILLION,
              THETA,
              2.5,
              Names.FLINK),
          SpeedAim.of(
              "Is 10 times as fast as kcat and Python from the file to the last count",
              Names.END_TO_END,
              MILLION,
              Names.LOADER_COUNTER,
              10,
              Names.KCAT_PYTHON),
          new FlatAim("A loaded frame costs the same in a long file", GROWTH_FRAMES, Names.LOADER),
          new FlatAim(
              "A counted frame costs the same in a long stream", GROWTH_FRAMES, Names.COUNTER),
          LimitAim.memory(
              "The loader takes less than 400 MB", List.of(LOAD, LOAD_LONG), Names.LOADER, 400),
          LimitAim.memory(
              "The counter takes less than 1 GB",
              List.of(COUNT, COUNT_LONG, Names.COUNT_JSON),
              Names.COUNTER,
              1000),
          LimitAim.seconds("The loader starts in less than 0.4 s", Names.LOADER_VERSION, 0.4),
          LimitAim.seconds("The demo takes less than 30 s once built", Names.DEMO, 30));

  private Aims() {}

  /** Returns a Markdown table of all aims. */
  static String table(Map<String, Result> results) {
    StringBuilder table = new StringBuilder("| aim | measured | |\n|---|---|---|\n");
    for (Aim aim : ALL) {
      String verdict =
          aim.check(results)
              .map(o -> o.measured() + " | " + (o.holds() ? "holds" : "**does not hold**"))
              .orElse("not measured |");
      table.append("| ").append(aim.claim()).append(" | ").append(verdict).append(" |\n");
    }
    return table.toString();
  }
}
