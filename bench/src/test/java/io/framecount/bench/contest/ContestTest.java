package io.framecount.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.framecount.bench.report.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContestTest {
  private final List<String> steps = new ArrayList<>();

  @BeforeEach
  void needsTime() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/time")), "GNU time is not installed");
  }

  @Test
  void contendersWarmUpAndTakeTurnsAndSlowOnesLessOften() throws Exception {
    List<Entry> entries =
        hold(
            true,
            Contender.ours("a", 3, new Step("a")),
            Contender.other("b", 2, new Step("b")),
            Contender.other("c", 1, new Step("c")));
    assertThat(steps).containsExactly("a0", "b0", "a1", "b1", "c1", "a2", "b2", "a3");
    assertThat(entries).extracting(entry -> entry.runs().size()).containsExactly(3, 2, 1);
  }

  @Test
  void whoFailsIsOutAndTheOthersGoOn() throws Exception {
    Work failing = new Step("x; echo no jar >&2; exit 3; #");
    List<Entry> entries =
        hold(false, Contender.other("bad", 2, failing), Contender.ours("good", 2, new Step("g")));
    assertThat(entries.get(0).ran()).isFalse();
    assertThat(entries.get(0).missing()).isEqualTo("it ended with exit code 3: no jar");
    assertThat(entries.get(1).runs()).hasSize(2);
  }

  @Test
  void aFailureInsideAPipeIsOne() throws Exception {
    Work missing = new Step("x; no-such-command-here | cat; #");
    assertThat(hold(false, Contender.other("bad", 1, missing)).get(0).missing())
        .contains("exit code 127", "not found");
  }

  @Test
  void whatWasWrongOnceStaysWrong() throws Exception {
    Entry entry = hold(false, Contender.ours("a", 3, new Step("2"))).get(0);
    assertThat(entry.right()).isFalse();
    assertThat(entry.proof()).isEqualTo("22");
    assertThat(entry.runs()).hasSize(3);
  }

  @Test
  void theCommandIsShownShortened() throws Exception {
    assertThat(hold(false, Contender.ours("a", 1, new Step("a"))).get(0).settings())
        .isEqualTo("ECHO A1");
  }

  private static List<Entry> hold(boolean warmUp, Contender... contenders) throws Exception {
    return new Contest(List.of(contenders), warmUp, text -> text.toUpperCase(Locale.ROOT)).run();
  }

  /** Prints its name and the round; 22 is wrong. */
  private final class Step implements Work {
    private final String name;

    Step(String name) {
      this.name = name;
    }

    @Override
    public String command(int round) {
      return "echo " + name + round;
    }

    @Override
    public Verdict check(int round, Path stdout) throws Exception {
      String said = Files.readString(stdout).strip();
      steps.add(said);
      return new Verdict(said, !said.equals("22"));
    }
  }
}
