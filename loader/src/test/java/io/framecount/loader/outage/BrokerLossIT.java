package io.framecount.loader.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framecount.loader.LoaderProcess;
import io.framecount.local.BrokerCluster;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loss of one broker of several is not an outage, and no frame is lost or doubled by it. */
class BrokerLossIT {
  private static final int COUNT = 40_000;

  @TempDir Path directory;

  @Test
  void loadsOnWhileALeaderIsReplaced() throws Exception {
    try (BrokerCluster cluster = BrokerCluster.start(3)) {
      cluster.createTopic("frames", 3);
      String file = Frames.file(directory.resolve("frames.jsonl"), COUNT).toString();
      LoaderProcess loader =
          LoaderProcess.start(
              directory,
              cluster.bootstrapServers(),
              "frames",
              "--file",
              file,
              "--rate",
              "4000",
              "--batch-size",
              "200",
              "-X",
              "max.in.flight.requests.per.connection=1");
      await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> !Frames.committed(cluster.bootstrapServers(), "frames").isEmpty());
      int dead = cluster.leaderOf("frames", 0);
      cluster.kill(dead);
      TimeUnit.SECONDS.sleep(5);
      cluster.restart(dead);

      assertThat(loader.await()).as(loader.stderr()).isZero();
      assertThat(Frames.committed(cluster.bootstrapServers(), "frames").stream().sorted().toList())
          .isEqualTo(IntStream.range(0, COUNT).boxed().toList());
    }
  }
}
