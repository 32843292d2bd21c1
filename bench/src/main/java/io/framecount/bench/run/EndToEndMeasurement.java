package io.framecount.bench.run;

import static io.framecount.bench.contest.Contender.other;
import static io.framecount.bench.contest.Contender.ours;

import io.framecount.bench.contest.Contender;
import io.framecount.bench.contest.Workbench;
import io.framecount.bench.count.CountContest;
import io.framecount.bench.count.MinuteCounts;
import io.framecount.bench.report.Names;
import io.framecount.bench.report.Section;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** From a file to the last printed count. */
final class EndToEndMeasurement implements Measurement {
  private static final String ABOUT =
      "%,d frames in one gzip file, into a topic of four partitions and out of it again, to the"
          + " last printed minute. The others keep JSON in Kafka, so they convert nothing.";

  @Override
  public Section section() {
    return Section.END_TO_END;
  }

  @Override
  public int seconds() {
    return 120;
  }

  @Override
  public void measure(Setting setting) throws Exception {
    long frames = setting.amount(1_000_000);
    Path file = setting.streams().generated(frames);
    MinuteCounts exact = MinuteCounts.parse(setting.streams().counts(frames));
    setting.hold(
        Names.END_TO_END,
        Terms.ofFrames(
            section(),
            "%,d frames from the file to the last count".formatted(frames),
            ABOUT.formatted(frames),
            Names.KCAT_PYTHON,
            frames),
        contenders(setting, file, frames, exact));
  }

  private static List<Contender> contenders(
      Setting setting, Path file, long frames, MinuteCounts exact) {
    Workbench bench = setting.bench();
    String brokers = bench.bootstrapServers();
    UnaryOperator<String> framecount =
        topic ->
            "bin/loader --file %1$s --topic %2$s --register --from-start --bootstrap-server %3$s && bin/counter --topic %2$s --until-end --format tsv --state-dir %4$s/state --bootstrap-server %3$s"
                .formatted(file, topic, brokers, bench.directory());
    UnaryOperator<String> python =
        topic ->
            "%s && bench/rival python %s %s json"
                .formatted(Kcat.shell(bench, file, topic), brokers, topic);
    UnaryOperator<String> streams =
        topic ->
            "%s && bench/rival streams %s %s %s %d at_least_once json"
                .formatted(
                    Kcat.shell(bench, file, topic), brokers, bench.registry(), topic, frames);
    return List.of(
        other(Names.KCAT_PYTHON, 1, new EndToEndWork(bench, "python", exact, 0, python)),
        ours(
            Names.LOADER_COUNTER,
            setting.rounds(2),
            new EndToEndWork(bench, "framecount", exact, 0, framecount)),
        other(
            "kcat, Kafka Streams",
            1,
            new EndToEndWork(bench, "streams", exact, CountContest.STREAMS_TOLERANCE, streams)));
  }
}
