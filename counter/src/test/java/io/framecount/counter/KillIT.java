package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, really killed. */
class KillIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path directory;

  @Test
  void countsExactlyOnceHoweverOftenItIsKilled() throws InterruptedException {
    Random random = new Random(4);
    try (FrameTopic topic = CounterRun.newTopic()) {
      RandomFrames.add(topic, 2, 30_000, 20);
      for (int round = 0; round < 4; round++) {
        try (CounterProcess counter = start(topic)) {
          awaitCounting(topic, counter);
          RandomFrames.add(topic, round, 20_000, RandomFrames.START + round * 240_000L, 8);
          Thread.sleep(random.nextInt(1_500));
          counter.kill();
        }
      }
      CliRun last = CounterRun.untilEnd(directory, topic.name());
      assertThat(last.stdout()).as(last.stderr()).isEqualTo(topic.expectedTsv());
      assertThat(last.stderr()).contains("hold all");
      assertThat(last.code()).as(last.stderr()).isZero();
    }
  }

  @Test
  void severalInstancesShareTheWork() throws InterruptedException {
    try (FrameTopic topic = CounterRun.newTopic()) {
      RandomFrames.add(topic, 3, 30_000, 10);
      try (CounterProcess one = start(topic);
          CounterProcess two = start(topic)) {
        awaitCounting(topic, one);
        for (int part = 0; part < 20; part++) {
          RandomFrames.add(topic, 100 + part, 2_000, RandomFrames.START + part * 60_000L, 3);
          Thread.sleep(200);
        }
        awaitTable(topic, two);
        two.kill();
        RandomFrames.add(topic, 5, 10_000, 10);
        awaitTable(topic, one);
      }
      CliRun last = CounterRun.untilEnd(directory, topic.name());
      assertThat(last.stdout()).as(last.stderr()).isEqualTo(topic.expectedTsv());
      assertThat(last.code()).as(last.stderr()).isZero();
    }
  }

  @Test
  void aZombieThatWakesAddsNothing() throws IOException, InterruptedException {
    try (FrameTopic topic = CounterRun.newTopic()) {
      RandomFrames.add(topic, 7, 20_000, 10);
      try (CounterProcess zombie = start(topic)) {
        awaitCounting(topic, zombie);
        // Frozen with frames in hand, and for longer than its session lasts.
        RandomFrames.add(topic, 8, 20_000, 10);
        zombie.freeze();
        CliRun heir = CounterRun.untilEnd(directory, topic.name());
        assertThat(heir.stdout()).as(heir.stderr()).isEqualTo(topic.expectedTsv());
        zombie.thaw();
        RandomFrames.add(topic, 9, 5_000, 10);
        awaitTable(topic, zombie);
      }
      CliRun last = CounterRun.untilEnd(directory, topic.name());
      assertThat(last.stdout()).as(last.stderr()).isEqualTo(topic.expectedTsv());
      assertThat(last.stderr()).contains("hold all");
    }
  }

  @Test
  void ctrlCCommitsAndSaysWhatWasDone() throws IOException, InterruptedException {
    try (FrameTopic topic = CounterRun.newTopic()) {
      RandomFrames.add(topic, 6, 5_000, 3);
      try (CounterProcess counter = start(topic)) {
        awaitCounting(topic, counter);
        awaitTable(topic, counter);
        counter.interrupt();
        assertThat(counter.exitCode()).isEqualTo(130);
        assertThat(counter.stderr())
            .containsPattern("this run: [\\d,]+ frames read = [\\d,]+ counted \\+ 0 set aside")
            .contains("stopped; all that was counted is saved");
        assertThat(counter.stdout()).as(counter.stderr()).isEmpty();
      }
    }
  }

  private CounterProcess start(FrameTopic topic) {
    return CounterProcess.start(
        directory, "--topic", topic.name(), "--state-dir", directory.toString());
  }

  /** Waits until results are there, so that what follows happens while it works. */
  private static void awaitCounting(FrameTopic topic, CounterProcess counter) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> !counter.running() || show(topic).stdout().lines().count() > 1);
    assertThat(counter.running()).as(counter.stderr()).isTrue();
  }

  private static void awaitTable(FrameTopic topic, CounterProcess counter) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                assertThat(show(topic).stdout())
                    .as(counter.stderr())
                    .isEqualTo(topic.expectedTsv()));
    assertThat(counter.running()).as(counter.stderr()).isTrue();
  }

  private static CliRun show(FrameTopic topic) {
    return CounterRun.of("show", "--topic", topic.name(), "--format", "tsv");
  }
}
