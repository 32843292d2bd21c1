package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A count of many windows goes on soon after a restart, with its state and without. A year has
 * 525,600 minutes: {@code -Drestart.windows=525600} measures that.
 */
class RestartIT {
  private static final int WINDOWS = Integer.getInteger("restart.windows", 10_000);
  private static final int USERS = 5_000;

  @TempDir private Path state;

  @Test
  void goesOnWithItsStateAndWithout(TestReporter reporter) {
    try (FrameTopic topic = CounterRun.newTopic()) {
      for (int minute = 0; minute < WINDOWS; minute++) {
        for (int frame = 0; frame < 2; frame++) {
          long time = RandomFrames.START + minute * 60_000L + frame;
          topic.add("user-" + (minute * 7 + frame) % USERS, time);
        }
      }
      topic.flush();
      count(topic, state, "first count", reporter);
      topic.add("anna", RandomFrames.START);
      topic.flush();
      count(topic, state, "with its state", reporter);
      topic.add("boris", RandomFrames.START);
      topic.flush();
      count(topic, state.resolve("elsewhere"), "without", reporter);
      topic.add("clara", RandomFrames.START);
      topic.flush();
      count(topic, state, "with a part of its state", reporter, "--settle-after", "1s");
      topic.add("dora", RandomFrames.START);
      topic.flush();
      count(topic, state, "while all settle", reporter, "--settle-after", "1s");
    }
  }

  private static void count(
      FrameTopic topic, Path state, String what, TestReporter reporter, String... more) {
    long start = System.nanoTime();
    CliRun run = CounterRun.untilEnd(state, topic.name(), more);
    reporter.publishEntry(what, (System.nanoTime() - start) / 1_000_000 + " ms");
    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stdout().equals(topic.expectedTsv())).as(what).isTrue();
  }
}
