package io.framecount.loader.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framecount.loader.LoaderProcess;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

/** Lines on stdin survive outages, kills and torn files, once and in order. */
class SpoolIT {
  private static final int A_ROUND = 5_000;

  @TempDir private static Path broker;
  private static FlakyKafka kafka;
  @TempDir private Path directory;
  private final String topic = SharedPlatform.uniqueName("frames");

  @BeforeAll
  static void startKafka() throws IOException {
    kafka = FlakyKafka.startedIn(broker);
  }

  @AfterEach
  void restartKafka() {
    kafka.start();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void loadsWhileItIsFedByOneLoaderAtATimeAndLeavesNothingBehind() throws Exception {
    LoaderProcess loader = load().feed(Frames.lines(0, 1000));
    awaitFrames(loader);
    LoaderProcess second = load();
    assertThat(second.await()).isEqualTo(1);
    assertThat(second.stderr()).contains("another loader uses the spool in " + spool());
    loader.feed(Frames.lines(1000, 100_000)).endOfInput();

    assertThat(loader.await()).as(loader.stderr()).isZero();
    assertThat(loader.stdout()).as(loader.stderr()).contains("loaded 100,000 frames");
    assertAllOnce(100_000);
    assertThat(segments()).isEmpty();
  }

  @Test
  void hasNothingToDoWithoutStdin() throws Exception {
    LoaderProcess loader = load().endOfInput();
    assertThat(loader.await()).as(loader.stderr()).isZero();
    assertThat(loader.stdout()).as(loader.stderr()).contains("loaded 0 frames");
  }

  @Test
  void keepsWhatComesDuringAnOutageThatItDoesNotSurviveAndCutsOffATornTail() throws Exception {
    LoaderProcess first = load().feed(Frames.lines(0, 1000));
    awaitFrames(first);
    kafka.stop();
    first.feed(Frames.lines(1000, 50_000));
    await().until(() -> first.stderr().contains("does not answer"));
    await().until(() -> size() >= 40_000 * 30);
    awaitQuiet();
    first.kill();
    List<Path> segments = segments();
    Files.write(
        segments.get(segments.size() - 1), new byte[] {0, 0, 1, 0, 5}, StandardOpenOption.APPEND);
    kafka.start();

    LoaderProcess second = load().feed(Frames.lines(50_000, 50_500)).endOfInput();
    assertThat(second.await()).as(second.stderr()).isZero();
    assertThat(second.stderr())
        .contains("the last 5 bytes are no whole lines and were cut off")
        .contains("they are loaded first");
    assertAllOnce(50_500);
    assertThat(segments()).isEmpty();
  }

  @Test
  void survivesManyKills() throws Exception {
    int fed = 0;
    for (int round = 0; round < 3; round++) {
      int before = fed;
      fed += A_ROUND;
      LoaderProcess loader = load().feed(Frames.lines(before, fed));
      await().until(() -> Frames.committed(kafka.bootstrapServers(), topic).size() > before);
      awaitQuiet();
      loader.kill();
    }
    LoaderProcess last = load().endOfInput();
    assertThat(last.await()).as(last.stderr()).isZero();
    assertAllOnce(fed);
  }

  @Test
  void letsStdinWaitWhenItIsFull() throws Exception {
    LoaderProcess loader = load("--spool-max-bytes", "1048576").feed(Frames.lines(0, 1000));
    awaitFrames(loader);
    kafka.stop();
    Thread feeder = feedApart(loader, Frames.lines(1000, 120_000));
    await().atMost(30, TimeUnit.SECONDS).until(() -> loader.stderr().contains("is full"));
    assertThat(size()).isLessThan(3 * 1048576);
    kafka.start();
    feeder.join();
    loader.endOfInput();

    assertThat(loader.await()).as(loader.stderr()).isZero();
    assertThat(loader.stderr()).contains("stdin goes on");
    assertAllOnce(120_000);
  }

  private static Thread feedApart(LoaderProcess loader, String lines) {
    Thread feeder =
        new Thread(
            () -> {
              try {
                loader.feed(lines);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    feeder.start();
    return feeder;
  }

  private LoaderProcess load(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--file", "-", "--on-outage", "spool", "--spool-dir", spool().toString()));
    arguments.addAll(List.of(more));
    return LoaderProcess.start(
        directory, kafka.bootstrapServers(), topic, arguments.toArray(String[]::new));
  }

  private void awaitFrames(LoaderProcess loader) {
    await()
        .atMost(60, TimeUnit.SECONDS)
        .failFast(loader::requireAlive)
        .ignoreExceptions()
        .until(() -> !Frames.committed(kafka.bootstrapServers(), topic).isEmpty());
  }

  private Path spool() {
    return directory.resolve("spool");
  }

  /** Gives the loader the time to take everything on its stdin into the spool. */
  private void awaitQuiet() throws Exception {
    TimeUnit.MILLISECONDS.sleep(700);
  }

  private long size() throws IOException {
    long size = 0;
    for (Path segment : segments()) {
      size += Files.size(segment);
    }
    return size;
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(spool())) {
      return files.filter(path -> path.toString().endsWith(".spool")).sorted().toList();
    }
  }

  private void assertAllOnce(int count) {
    assertThat(Frames.committed(kafka.bootstrapServers(), topic).stream().sorted().toList())
        .isEqualTo(IntStream.range(0, count).boxed().toList());
  }
}
