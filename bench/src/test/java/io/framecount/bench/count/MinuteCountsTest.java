package io.framecount.bench.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.bench.contest.Work.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinuteCountsTest {
  @TempDir Path directory;

  @Test
  void readsMinutesInEveryFormAndLetsLaterRowsWin() throws IOException {
    String iso = "window\tframes\tusers\n2016-07-11T13:39Z\t1\t1\n2016-07-11T13:39Z\t5\t4\n";
    assertThat(parse(iso)).isEqualTo(parse("2016-07-11 13:39\t5\t4\n"));
    assertThat(parse(iso)).isEqualTo(parse("1468244340\t5\t4\n"));
    assertThat(parse(iso)).isEqualTo(parse("1468244340000\t5\t4\n"));
  }

  @Test
  void aSequenceHasSoManyFramesAMinute() {
    MinuteCounts counts = MinuteCounts.of(new FrameSequence(90_000, 1));
    assertThat(counts.minutes().values())
        .containsExactly(new MinuteCounts.Count(60_000, 1), new MinuteCounts.Count(30_000, 1));
  }

  @Test
  void framesMustBeExactAndUsersWithinTheirError() throws IOException {
    MinuteCounts exact = parse("1468244340\t100\t50\n1468244400\t10\t10\n");
    MinuteCounts near = parse("1468244340\t100\t51\n1468244400\t10\t10\n");
    assertThat(near.compare(exact, 0.02).right()).isTrue();
    assertThat(near.compare(exact, 0).right()).isFalse();
    Verdict verdict = parse("1468244340\t99\t50\n1468244400\t10\t10\n").compare(exact, 0.02);
    assertThat(verdict.right()).isFalse();
    assertThat(verdict.proof()).contains("frames wrong in 1 of 2 minutes");
  }

  @Test
  void aMinuteTooFewOrTooManyIsWrong() throws IOException {
    MinuteCounts one = parse("1468244340\t100\t50\n");
    MinuteCounts two = parse("1468244340\t100\t50\n1468244400\t10\t10\n");
    assertThat(one.compare(two, 1).right()).isFalse();
    assertThat(two.compare(one, 1).right()).isFalse();
  }

  private MinuteCounts parse(String tsv) throws IOException {
    return MinuteCounts.parse(Files.writeString(directory.resolve("counts.tsv"), tsv));
  }
}
