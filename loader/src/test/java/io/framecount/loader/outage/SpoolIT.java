package io.framecount.loader.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes on stdin survives outages, kills and torn files, once and in order. */
class SpoolIT {
  @TempDir Path directory;
  private FlakyKafka kafka;
  private Path spool;
  private final String topic = SharedPlatform.uniqueName("frames");

  @BeforeEach
  void startKafka() throws IOException {
    kafka = FlakyKafka.startedIn(directory);
    spool = directory.resolve("spool");
  }

  @AfterEach
  void stopKafka() {
    kafka.close();
  }

  @Test
  void loadsWhileItIsFedAndLeavesNothingBehind() throws Exception {
    LoaderProcess loader = load().feed(0, 1000);
    awaitFrames();
    loader.feed(1000, 100_000).endOfInput();

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
  void keepsWhatComesDuringAnOutageThatItDoesNotSurvive() throws Exception {
    LoaderProcess first = load().feed(0, 1000);
    awaitFrames();
    kafka.stop();
    first.feed(1000, 50_000);
    await().until(() -> first.stderr().contains("does not answer"));
    await().until(() -> spooledAtLeast(40_000 * 30));
    TimeUnit.SECONDS.sleep(1);
    first.kill();
    kafka.start();

    LoaderProcess second = load().feed(50_000, 50_500);
    second.endOfInput();
    assertThat(second.await()).as(second.stderr()).isZero();
    assertThat(second.stderr()).contains("they are loaded first");
    assertAllOnce(50_500);
    assertThat(segments()).isEmpty();
  }

  @Test
  void survivesManyKills() throws Exception {
    int fed = 0;
    for (int round = 0; round < 4; round++) {
      LoaderProcess loader = load().feed(fed, fed + 5_000);
      fed += 5_000;
      long before = fed;
      await()
          .until(() -> Frames.committed(kafka.bootstrapServers(), topic).size() > before - 5_000);
      awaitQuiet();
      loader.kill();
    }
    LoaderProcess last = load().endOfInput();
    assertThat(last.await()).as(last.stderr()).isZero();
    assertAllOnce(fed);
  }

  @Test
  void cutsOffATornTail() throws Exception {
    LoaderProcess first = load().feed(0, 1000);
    awaitFrames();
    kafka.stop();
    first.feed(1000, 2000);
    await().until(() -> first.stderr().contains("does not answer"));
    first.kill();
    List<Path> segments = segments();
    Files.write(
        segments.get(segments.size() - 1), new byte[] {0, 0, 1, 0, 5}, StandardOpenOption.APPEND);
    kafka.start();

    LoaderProcess second = load().endOfInput();
    assertThat(second.await()).as(second.stderr()).isZero();
    assertThat(second.stderr()).contains("the last 5 bytes are no whole lines and were cut off");
    assertAllOnce(2000);
  }

  @Test
  void takesOneLoaderAtATime() throws Exception {
    LoaderProcess first = load().feed(0, 10);
    awaitFrames();
    LoaderProcess second = load();

    assertThat(second.await()).isEqualTo(1);
    assertThat(second.stderr()).contains("another loader uses the spool in " + spool);
    first.endOfInput();
    assertThat(first.await()).as(first.stderr()).isZero();
    assertAllOnce(10);
  }

  @Test
  void letsStdinWaitWhenItIsFull() throws Exception {
    LoaderProcess loader = load("--spool-max-bytes", "1048576").feed(0, 1000);
    awaitFrames();
    kafka.stop();
    Thread feeder = feedApart(loader, 1000, 200_000);
    await().atMost(30, TimeUnit.SECONDS).until(() -> loader.stderr().contains("is full"));
    assertThat(size()).isLessThan(3 * 1048576);
    kafka.start();
    feeder.join();
    loader.endOfInput();

    assertThat(loader.await()).as(loader.stderr()).isZero();
    assertThat(loader.stderr()).contains("stdin goes on");
    assertAllOnce(200_000);
  }

  private static Thread feedApart(LoaderProcess loader, int from, int to) {
    Thread feeder =
        new Thread(
            () -> {
              try {
                loader.feed(from, to);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    feeder.start();
    return feeder;
  }

  private LoaderProcess load(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--file", "-", "--on-outage", "spool", "--spool-dir", spool.toString()));
    arguments.addAll(List.of(more));
    return LoaderProcess.start(
        directory, kafka.bootstrapServers(), topic, arguments.toArray(String[]::new));
  }

  private void awaitFrames() {
    await()
        .atMost(60, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(() -> !Frames.committed(kafka.bootstrapServers(), topic).isEmpty());
  }

  /** Waits until all that was written to the loader's stdin is in the spool at least. */
  private void awaitQuiet() throws Exception {
    TimeUnit.MILLISECONDS.sleep(700);
  }

  private boolean spooledAtLeast(long bytes) throws IOException {
    return size() >= bytes;
  }

  private long size() throws IOException {
    long size = 0;
    for (Path segment : segments()) {
      size += Files.size(segment);
    }
    return size;
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(spool)) {
      return files.filter(path -> path.toString().endsWith(".spool")).sorted().toList();
    }
  }

  private void assertAllOnce(int count) {
    assertThat(Frames.committed(kafka.bootstrapServers(), topic).stream().sorted().toList())
        .isEqualTo(IntStream.range(0, count).boxed().toList());
  }
}
