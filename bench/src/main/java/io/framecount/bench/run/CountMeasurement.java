package io.framecount.bench.run;

import io.framecount.bench.contest.Contender;
import io.framecount.bench.count.CountContest;
import io.framecount.bench.count.FrameFlood;
import io.framecount.bench.count.FrameSequence;
import io.framecount.bench.count.MinuteCounts;
import io.framecount.bench.report.Names;
import io.framecount.bench.report.Section;
import java.nio.file.Path;
import java.util.List;

/** A topic into counts. */
final class CountMeasurement implements Measurement {
  private static final int PARTITIONS = 4;

  private static final String DENSE =
      "%,d frames in Avro, 31 bytes each, in four partitions, 60,000 a minute of about 45,000"
          + " users. theta is exact up to 65,536 users a window, so it is here; hll errs by 0.8%%"
          + " (standard error) and is held to five times that. Kafka Streams is given a"
          + " HyperLogLog, too, of 1.6%% and less memory, since with exact sets it would write each"
          + " user again and again.";

  private static final String JSON =
      "The lines of %,d frames as kcat sends them. Framecount does not count JSON out of Kafka: its"
          + " loader converts it first, see below.";

  @Override
  public Section section() {
    return Section.COUNT;
  }

  @Override
  public int seconds() {
    return 700;
  }

  @Override
  public void measure(Setting setting) throws Exception {
    long frames = setting.amount(10_000_000);
    dense(setting, Names.COUNT, frames, c -> c.all(setting.rounds(3), 1));
    dense(setting, Names.COUNT_LONG, setting.amount(40_000_000), c -> c.fastest(setting.rounds(2)));
    json(setting, setting.amount(1_000_000));
  }

  /** Who takes part. */
  private interface Choice {
    List<Contender> of(CountContest contest);
  }

  private void dense(Setting setting, String name, long frames, Choice choice) throws Exception {
    String topic = "dense-" + frames;
    FrameSequence sequence = FrameSequence.dense(frames);
    var bench = setting.bench();
    FrameFlood.fill(bench.bootstrapServers(), bench.registry(), topic, PARTITIONS, sequence);
    try {
      CountContest contest = new CountContest(bench, topic, frames, MinuteCounts.of(sequence));
      setting.hold(
          name,
          Terms.ofFrames(
              section(),
              "Counting %,d frames".formatted(frames),
              DENSE.formatted(frames),
              Names.CONSUMER,
              frames),
          choice.of(contest));
    } finally {
      bench.topics().delete(List.of(topic));
    }
  }

  private void json(Setting setting, long frames) throws Exception {
    String topic = "json-" + frames;
    Path file = setting.streams().generated(frames);
    var bench = setting.bench();
    bench.topics().create(List.of(topic), PARTITIONS);
    try {
      bench.run(Kcat.load(bench, file, topic));
      MinuteCounts exact = MinuteCounts.parse(setting.streams().counts(frames));
      setting.hold(
          Names.COUNT_JSON,
          Terms.ofFrames(
              section(),
              "Counting %,d lines of JSON".formatted(frames),
              JSON.formatted(frames),
              Names.CONSUMER,
              frames),
          new CountContest(bench, topic, frames, exact).ofJson(setting.rounds(1)));
    } finally {
      bench.topics().delete(List.of(topic));
    }
  }
}
