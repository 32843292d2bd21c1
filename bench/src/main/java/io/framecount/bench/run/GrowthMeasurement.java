package io.framecount.bench.run;

import io.framecount.bench.contest.Contender;
import io.framecount.bench.contest.Workbench;
import io.framecount.bench.count.CountContest;
import io.framecount.bench.count.FrameFlood;
import io.framecount.bench.count.FrameSequence;
import io.framecount.bench.count.MinuteCounts;
import io.framecount.bench.load.LoadContest;
import io.framecount.bench.report.Entry;
import io.framecount.bench.report.Names;
import io.framecount.bench.report.Section;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a frame costs when one thing is varied. */
final class GrowthMeasurement implements Measurement {
  private static final long MILLION = 1_000_000;
  private static final int PARTITIONS = 4;

  @Override
  public Section section() {
    return Section.GROWTH;
  }

  @Override
  public int seconds() {
    return 420;
  }

  @Override
  public void measure(Setting setting) throws Exception {
    Curves frames = new Curves(setting, "Frames", "frames");
    loaded(setting, frames);
    counted(setting, frames);
    frames.write(
        Names.GROWTH_FRAMES,
        "The loader with its usual stream, the counter (theta) with the dense one. Start and end of"
            + " a process are in it: they are most of what is dearer in short runs.");
    frames.writeMemory("41-growth-memory");
    partitions(setting);
    users(setting);
    sizes(setting);
  }

  private static void loaded(Setting setting, Curves curves) throws Exception {
    for (long full : List.of(MILLION, 3 * MILLION, 10 * MILLION)) {
      long frames = setting.amount(full);
      String contest = full == MILLION ? Names.LOAD : Names.LOAD_LONG;
      Optional<Entry> known = setting.measured(contest, Names.EXACTLY_ONCE, frames);
      if (known.isPresent()) {
        curves.add(Names.LOADER, frames, frames, known.get());
      } else {
        Path file = setting.streams().generated(frames);
        curves.run(Names.LOADER, frames, frames, loader(setting, file, frames));
      }
    }
  }

  private static void counted(Setting setting, Curves curves) throws Exception {
    for (long full : List.of(MILLION, 3 * MILLION, 10 * MILLION, 40 * MILLION)) {
      long frames = setting.amount(full);
      String contest = full == 10 * MILLION ? Names.COUNT : Names.COUNT_LONG;
      Optional<Entry> known = setting.measured(contest, Names.THETA, frames);
      if (known.isPresent()) {
        curves.add(Names.COUNTER, frames, frames, known.get());
      } else {
        flooded(
            setting,
            "frames",
            PARTITIONS,
            FrameSequence.dense(frames),
            c -> curves.run(Names.COUNTER, frames, frames, c.counter("theta", 1)));
      }
    }
  }

  private static void partitions(Setting setting) throws Exception {
    Curves curves = new Curves(setting, "Partitions", "partitions");
    FrameSequence dense = FrameSequence.dense(setting.amount(3 * MILLION));
    for (int partitions : List.of(1, 4, 16, 64)) {
      flooded(
          setting,
          "partitions",
          partitions,
          dense,
          contest -> {
            curves.run("1 counter", partitions, dense.frames(), contest.counter("theta", 1));
            curves.run("2 counters", partitions, dense.frames(), contest.two(1));
          });
    }
    curves.write(
        "42-growth-partitions",
        "%,d frames. Counters, broker and registry share the cores of one machine."
            .formatted(dense.frames()));
  }

  private static void users(Setting setting) throws Exception {
    Curves curves = new Curves(setting, "Users", "users in the stream");
    long frames = setting.amount(3 * MILLION);
    for (int users : List.of(1_000, 10_000, 100_000, 1_000_000, 10_000_000)) {
      flooded(
          setting,
          "users",
          PARTITIONS,
          new FrameSequence(frames, users),
          contest -> {
            curves.run("theta", users, frames, contest.counter("theta", 1));
            curves.run("hll", users, frames, contest.counter("hll", 1));
          });
    }
    curves.write(
        "43-growth-users",
        "%,d frames, 60,000 a minute, each of any of so many users.".formatted(frames));
  }

  private static void sizes(Setting setting) throws Exception {
    Curves curves = new Curves(setting, "Size of a frame", "bytes of JSON in a frame");
    long bytes = setting.amount(500 * MILLION);
    for (int size : List.of(200, 600, 2_000, 6_000, 20_000)) {
      long frames = bytes / size;
      Path file = setting.streams().ofSize(frames, size);
      curves.run(Names.LOADER, size, frames, loader(setting, file, frames));
    }
    curves.write(
        "44-growth-size",
        "%,d MB of JSON each time, in fewer and fewer frames, so that start and end of the process"
                .formatted(bytes / MILLION)
            + " weigh more on large ones.");
  }

  private static Contender loader(Setting setting, Path file, long frames) {
    return new LoadContest(setting.bench(), file, frames)
        .loader(Names.EXACTLY_ONCE, "exactly-once", 1);
  }

  /** What is done with a topic full of frames. */
  private interface Use {
    void with(CountContest contest) throws Exception;
  }

  private static void flooded(
      Setting setting, String varied, int partitions, FrameSequence frames, Use use)
      throws Exception {
    Workbench bench = setting.bench();
    String topic = "%s-%d-of-%d-%d".formatted(varied, frames.frames(), frames.users(), partitions);
    FrameFlood.fill(bench.bootstrapServers(), bench.registry(), topic, partitions, frames);
    try {
      use.with(new CountContest(bench, topic, frames.frames(), MinuteCounts.of(frames)));
    } finally {
      bench.topics().delete(List.of(topic));
    }
  }
}
