package io.framecount.bench.run;

import static io.framecount.bench.contest.Contender.ours;

import io.framecount.bench.contest.Contender;
import io.framecount.bench.contest.Work;
import io.framecount.bench.report.Names;
import io.framecount.bench.report.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How soon a command answers. */
final class StartMeasurement implements Measurement {
  /** Makes the launchers look for newer sources, as for a user. */
  private static final String AS_A_USER = "env -u FRAMECOUNT_NO_BUILD ";

  @Override
  public Section section() {
    return Section.START;
  }

  @Override
  public int seconds() {
    return 50;
  }

  @Override
  public void measure(Setting setting) throws Exception {
    int rounds = setting.quick() ? 3 : 10;
    List<Contender> contenders =
        List.of(
            ours(Names.LOADER_VERSION, rounds, new Says(AS_A_USER + "bin/loader --version")),
            ours("bin/counter --version", rounds, new Says(AS_A_USER + "bin/counter --version")),
            ours(Names.DEMO, 1, new Says("bin/demo")));
    String about =
        "Once built. The demo starts Kafka and a registry, makes 100,000 frames, loads and counts"
            + " them, and compares the counts with the generator's own.";
    setting.hold(
        Names.START,
        new Terms(section(), "From the command to its end", about, null, 1, "starts", true),
        contenders);
  }

  /** A command that says something at the end. */
  private record Says(String shell) implements Work {
    @Override
    public String command(int round) {
      return shell;
    }

    @Override
    public Verdict check(int round, Path stdout) throws Exception {
      List<String> lines = Files.readAllLines(stdout).stream().filter(l -> !l.isBlank()).toList();
      return new Verdict(
          lines.isEmpty() ? "silent" : lines.get(lines.size() - 1), !lines.isEmpty());
    }
  }
}
