package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.local.LocalPlatform;
import io.framecount.local.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka is away for a while, and its name with it, as the name of a container that is stopped. */
class KafkaAwayIT {
  private static final String NAME = "kafka.example";
  private static final String UNRESOLVED = "No resolvable bootstrap urls";
  private static final Duration AWAY = Duration.ofSeconds(20);

  @TempDir private Path directory;
  private volatile LocalPlatform platform;

  @Test
  void waitsForKafkaAndItsName() throws IOException, InterruptedException {
    Settings settings =
        new Settings(
            freePort(),
            freePort(),
            Optional.of(directory.resolve("platform")),
            Settings.DEFAULT_PARTITIONS,
            false,
            false,
            List.of());
    name(true);
    platform = LocalPlatform.start(settings);
    try {
      createTopic();
      try (LiveCount count =
          new LiveCount(directory, platform.bootstrapServers(), platform.registryUrl(), "frames")) {
        count.flow(2);
        CounterProcess counter = startCounter(count, settings);
        count.awaitTable();
        count.flowDuring(() -> beAway(count, counter, settings));
        count.awaitTable();
        assertThat(counter.running()).as(counter.stderr()).isTrue();
        count.requireExact();
        // A counter makes clients anew only if it had something to commit as Kafka went away.
        assumeThat(counter.stderr()).contains(UNRESOLVED);
      }
    } finally {
      platform.close();
    }
  }

  private void beAway(LiveCount count, CounterProcess counter, Settings settings) {
    name(false);
    platform.close();
    try {
      boolean unused = count.says(counter, UNRESOLVED, AWAY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    name(true);
    platform = LocalPlatform.start(settings);
  }

  private void name(boolean resolves) {
    try {
      Files.writeString(directory.resolve("hosts"), resolves ? "127.0.0.1 " + NAME + "\n" : "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without patience, so that clients are made anew while Kafka is away. */
  private CounterProcess startCounter(LiveCount count, Settings settings) {
    return count.startCounterWith(
        List.of(
            "-Djdk.net.hosts.file=" + directory.resolve("hosts"),
            "-Dsun.net.inetaddr.ttl=0",
            "-Dsun.net.inetaddr.negative.ttl=0"),
        NAME + ":" + settings.kafkaPort(),
        "-X",
        "max.block.ms=2000",
        "-X",
        "task.timeout.ms=1");
  }

  private void createTopic() {
    KafkaOptions options = new KafkaOptions().elsewhere(platform.bootstrapServers(), null);
    try (KafkaConnection kafka = KafkaConnection.open(options)) {
      kafka.topics().create("frames", 4, Map.of());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
