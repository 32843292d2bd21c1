package io.framecount.loader.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framecount.loader.LoaderProcess;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second cluster that goes away and comes back beside one that stays. */
class MirrorIT {
  private static final int COUNT = 30_000;

  @TempDir private static Path broker;
  private static FlakyKafka mirror;
  @TempDir private Path directory;
  private final String topic = SharedPlatform.uniqueName("frames");

  @BeforeAll
  static void startMirror() throws IOException {
    mirror = FlakyKafka.startedIn(broker);
  }

  @AfterEach
  void restartMirror() {
    mirror.start();
  }

  @AfterAll
  static void stopMirror() {
    mirror.close();
  }

  @Test
  void completesAMirrorThatWasAwayByTheSameCommand() throws Exception {
    String file = Frames.file(directory.resolve("frames.jsonl"), COUNT).toString();
    mirror.stop();
    LoaderProcess first = load("--file", file, "--outage-timeout", "3");
    assertThat(first.await()).as(first.stderr()).isEqualTo(3);
    assertThat(first.stderr())
        .containsOnlyOnce("mirror: no Kafka broker at " + mirror.bootstrapServers())
        .contains("is not complete: it is away; the same command completes it");
    assertAllOnce(SharedPlatform.bootstrapServers(), COUNT);

    mirror.start();
    LoaderProcess second = load("--file", file, "-o", "json");
    assertThat(second.await()).as(second.stderr()).isZero();
    assertThat(second.stdout())
        .as(second.stderr())
        .contains("\"mirror\":{", "\"complete\":true", "\"frames\":30000");
    assertAllOnce(SharedPlatform.bootstrapServers(), COUNT);
    assertAllOnce(mirror.bootstrapServers(), COUNT);
  }

  @Test
  void waitsForAMirrorThatComesBackWhileItIsLoaded() throws Exception {
    String file = Frames.file(directory.resolve("frames.jsonl"), COUNT).toString();
    LoaderProcess loader =
        load("--file", file, "--rate", "4000", "-X", "transaction.timeout.ms=2000");
    awaitFrames(mirror.bootstrapServers());
    mirror.beAwayFor(5);

    assertThat(loader.await()).as(loader.stderr()).isZero();
    assertThat(loader.stderr())
        .containsOnlyOnce("mirror: Kafka does not answer")
        .containsOnlyOnce("mirror: Kafka answers again");
    assertAllOnce(SharedPlatform.bootstrapServers(), COUNT);
    assertAllOnce(mirror.bootstrapServers(), COUNT);
  }

  @Test
  void keepsStdinForAMirrorThatIsAway() throws Exception {
    String spool = directory.resolve("spool").toString();
    String[] arguments = {
      "--file", "-", "--on-outage", "spool", "--spool-dir", spool, "--outage-timeout", "3"
    };
    mirror.stop();
    LoaderProcess first = load(arguments).feed(Frames.lines(0, 5_000)).endOfInput();
    assertThat(first.await()).as(first.stderr()).isEqualTo(3);
    assertThat(first.stderr()).contains("bytes are left in the spool");
    assertAllOnce(SharedPlatform.bootstrapServers(), 5_000);

    mirror.start();
    LoaderProcess second = load(arguments).feed(Frames.lines(5_000, 6_000)).endOfInput();
    assertThat(second.await()).as(second.stderr()).isZero();
    assertAllOnce(SharedPlatform.bootstrapServers(), 6_000);
    assertAllOnce(mirror.bootstrapServers(), 6_000);
    try (Stream<Path> left = Files.list(Path.of(spool))) {
      assertThat(left.filter(path -> path.toString().endsWith(".spool"))).isEmpty();
    }
  }

  @Test
  void doesNotTakeTheFirstClusterForItsMirror() throws Exception {
    String file = Frames.file(directory.resolve("frames.jsonl"), 1_000).toString();
    String kafka = SharedPlatform.bootstrapServers();
    LoaderProcess loader =
        LoaderProcess.start(
            directory, kafka, topic, "--file", file, "--mirror-bootstrap-server", kafka);
    assertThat(loader.await()).as(loader.stderr()).isEqualTo(3);
    assertThat(loader.stderr())
        .contains("mirror: stopped: " + kafka + " is the cluster that is loaded already");
    assertAllOnce(kafka, 1_000);
  }

  private LoaderProcess load(String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("--mirror-bootstrap-server", mirror.bootstrapServers()));
    all.addAll(List.of(arguments));
    return LoaderProcess.start(
        directory, SharedPlatform.bootstrapServers(), topic, all.toArray(String[]::new));
  }

  private void awaitFrames(String bootstrapServers) {
    await()
        .atMost(60, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(() -> !Frames.committed(bootstrapServers, topic).isEmpty());
  }

  private void assertAllOnce(String bootstrapServers, int count) {
    assertThat(Frames.committed(bootstrapServers, topic).stream().sorted().toList())
        .isEqualTo(IntStream.range(0, count).boxed().toList());
  }
}
