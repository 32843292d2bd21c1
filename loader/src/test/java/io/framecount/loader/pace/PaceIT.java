package io.framecount.loader.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.loader.LoaderRun;
import io.framecount.loader.load.Foreign;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The records bear the time at which they were sent, so the topic tells the pace. */
@Timeout(120)
class PaceIT {
  @TempDir Path directory;
  private final String topic = SharedPlatform.newTopic("frames", 1);

  @Test
  void sendsEvenlyAndIsSeenSoon() throws Exception {
    int frames = 2_000;
    Path file = frames(LongStream.range(0, frames).toArray());
    CompletableFuture<CliRun> run =
        CompletableFuture.supplyAsync(
            () -> LoaderRun.load(topic, "-f", file.toString(), "--register", "--rate", "500"));
    int seen = 0;
    while (seen == 0) {
      TimeUnit.MILLISECONDS.sleep(100);
      seen = Foreign.frames(topic).size();
    }
    assertThat(seen).isLessThan(frames);
    assertThat(run.get(60, TimeUnit.SECONDS).code()).isZero();

    List<Long> times = Foreign.times(topic);
    assertThat(times).hasSize(frames).isSorted();
    assertThat(times.get(frames - 1) - times.get(0)).isGreaterThan(3_900);
    // 50 ms hold 25 frames, and a pause before them may add as many milliseconds as are made up.
    for (int i = 50; i < frames; i++) {
      assertThat(times.get(i) - times.get(i - 50))
          .as("frames %d to %d", i - 50, i)
          .isGreaterThan(50);
    }
  }

  @Test
  void keepsTheGapsOfEventTimeAtSpeed() throws IOException {
    Path file = frames(1_000_000, 1_000_060, 1_000_030, 1_000_120, 9_000_000, 1_000_150);
    CliRun run = LoaderRun.load(topic, "-f", file.toString(), "--register", "--speed", "60x");
    assertThat(run.code()).as(run.stderr()).isZero();

    List<Long> times = Foreign.times(topic);
    // The first frame may have waited for the client to connect after it was due.
    long first = times.get(0);
    assertThat(times.get(1) - first).isBetween(800L, 1_900L);
    assertThat(times.get(2) - times.get(1)).isLessThan(500);
    assertThat(times.get(3) - first).isBetween(1_800L, 2_900L);
    assertThat(times.get(4) - times.get(3)).isLessThan(500);
    assertThat(times.get(5) - first).isBetween(2_300L, 3_900L);
  }

  private Path frames(long... seconds) throws IOException {
    List<String> lines =
        LongStream.of(seconds).mapToObj(ts -> "{\"uid\":\"a\",\"ts\":%d}".formatted(ts)).toList();
    return Files.write(directory.resolve("a.jsonl"), lines);
  }
}
