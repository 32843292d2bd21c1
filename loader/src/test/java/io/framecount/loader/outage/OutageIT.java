package io.framecount.loader.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real brokers that go away during loads, and what is in the topic in the end. */
class OutageIT {
  /**
   * Paced, so that what happens to a load happens in its midst on any machine; small requests, one
   * after the other, so that some are always on their way.
   */
  private static final List<String> SLOW =
      List.of(
          "--rate", "6000", "--batch-size", "200", "-X", "max.in.flight.requests.per.connection=1");

  private static final int COUNT = 100_000;

  /** How long a client tries to look a topic up, in seconds, and some more. */
  private static final int A_CLIENT_ASKS_FOR = 18;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern METRICS = Pattern.compile("metrics at (http:\\S+)");

  @TempDir Path directory;
  private FlakyKafka kafka;
  private final String topic = SharedPlatform.uniqueName("frames");

  @BeforeEach
  void startKafka() throws IOException {
    kafka = FlakyKafka.startedIn(directory);
  }

  @AfterEach
  void stopKafka() {
    kafka.close();
  }

  @Test
  void waitsAndGoesOn() throws Exception {
    LoaderProcess loader = slowLoad(COUNT);
    awaitFrames();
    kafka.beAwayFor(5);

    assertThat(loader.await()).as(loader.stderr()).isZero();
    assertThat(loader.stderr())
        .containsOnlyOnce("Kafka does not answer for 3 s, waiting")
        .containsOnlyOnce("Kafka answers again after");
    assertAllOnce(COUNT);
    assertThat(loader.stdout())
        .as(loader.stderr())
        .contains("loaded 100,000 frames", "all 100,000 records acknowledged");
  }

  @Test
  void survivesTheEndOfItsTransaction() throws Exception {
    LoaderProcess loader = slowLoad(COUNT, "-X", "transaction.timeout.ms=2000");
    awaitFrames();
    kafka.beAwayFor(6);

    assertThat(loader.await()).as(loader.stderr()).isZero();
    assertAllOnce(COUNT);
    assertThat(loader.stdout())
        .as(loader.stderr())
        .contains("loaded 100,000 frames", "all 100,000 records acknowledged");
  }

  @Test
  void startsOverWhenTheClientLosesPatience() throws Exception {
    LoaderProcess loader =
        slowLoad(COUNT, "-X", "max.block.ms=2000", "-X", "transaction.timeout.ms=2000");
    awaitFrames();
    kafka.beAwayFor(12);

    assertThat(loader.await()).as(loader.stderr()).isZero();
    assertThat(loader.stderr()).contains("what was on its way is lost; sending");
    assertAllOnce(COUNT);
    assertThat(loader.stdout())
        .as(loader.stderr())
        .contains("loaded 100,000 frames", "all 100,000 records acknowledged");
  }

  @Test
  void treatsDeadLettersLikeFrames() throws Exception {
    Path file = Frames.fileWithBadLines(directory.resolve("bad.jsonl"), COUNT, 50);
    List<String> arguments = new ArrayList<>(List.of("--file", file.toString()));
    arguments.addAll(SLOW);
    arguments.addAll(List.of("-X", "max.block.ms=2000", "-X", "transaction.timeout.ms=2000"));
    LoaderProcess loader = load(arguments.toArray(String[]::new));
    awaitFrames();
    kafka.beAwayFor(8);

    assertThat(loader.await()).as(loader.stderr()).isEqualTo(3);
    List<Integer> all = new ArrayList<>(Frames.deadLetters(kafka.bootstrapServers(), topic));
    assertThat(all).hasSize(COUNT / 50);
    all.addAll(Frames.committed(kafka.bootstrapServers(), topic));
    assertThat(sorted(all)).isEqualTo(IntStream.range(0, COUNT).boxed().toList());
    assertThat(loader.stdout()).as(loader.stderr()).contains("all 100,000 records acknowledged");
  }

  @Test
  void keepsWhatStdinBroughtWhileTheTransactionTimedOut() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--file", "-", "--metrics-port", "0"));
    arguments.addAll(List.of("-X", "max.block.ms=2000", "-X", "transaction.timeout.ms=2000"));
    LoaderProcess loader = load(arguments.toArray(String[]::new));
    loader.feed(0, 500);
    awaitFrames();
    assertThat(served(loader, "metrics").body()).contains(outage(0));
    assertThat(served(loader, "readyz").statusCode()).isEqualTo(200);
    loader.feed(500, 1000);
    kafka.stop();
    loader.feed(1000, 1500);
    TimeUnit.SECONDS.sleep(8);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(served(loader, "metrics").body()).contains(outage(1)));
    assertThat(served(loader, "readyz").body()).isEqualTo("Kafka does not answer\n");
    assertThat(served(loader, "healthz").statusCode()).isEqualTo(200);
    kafka.start();
    loader.feed(1500, 2000);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(served(loader, "metrics").body())
                    .contains(outage(0))
                    .contains("framecount_load_frames_total{%s} 2000.0\n".formatted(labels())));
    loader.endOfInput();

    assertThat(loader.await()).as(loader.stderr()).isZero();
    assertAllOnce(2000);
    assertThat(loader.stdout())
        .as(loader.stderr())
        .contains("loaded 2,000 frames", "all 2,000 records acknowledged");
  }

  private String outage(int is) {
    return "framecount_load_outage{%s} %d.0\n".formatted(labels(), is);
  }

  private String labels() {
    return "cluster=\"first\",topic=\"%s\"".formatted(topic);
  }

  private static HttpResponse<String> served(LoaderProcess loader, String path) throws Exception {
    Matcher metrics = METRICS.matcher(loader.stderr());
    assertThat(metrics.find()).as(loader.stderr()).isTrue();
    URI where = URI.create(metrics.group(1)).resolve(path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(where).build(), BodyHandlers.ofString());
  }

  @Test
  void endsOnCtrlCDuringAnOutageAndGoesOnLater() throws Exception {
    LoaderProcess loader = slowLoad(COUNT);
    awaitFrames();
    kafka.stop();
    await().until(() -> loader.stderr().contains("does not answer"));
    long signalled = System.nanoTime();
    loader.interrupt();

    assertThat(loader.await()).as(loader.stderr()).isEqualTo(130);
    assertThat(Duration.ofNanos(System.nanoTime() - signalled)).isLessThan(Duration.ofSeconds(8));
    kafka.start();
    int committed = Frames.committed(kafka.bootstrapServers(), topic).size();
    if (!loader.stderr().contains("more may be loaded than is said here")) {
      assertThat(loader.stdout())
          .as(loader.stderr())
          .contains("interrupted: loaded %,d frames".formatted(committed));
    }
    LoaderProcess second = load("--file", directory.resolve("frames.jsonl").toString());
    assertThat(second.await()).as(second.stderr()).isZero();
    assertAllOnce(COUNT);
  }

  @Test
  void givesUpWhenToldTo() throws Exception {
    LoaderProcess loader = slowLoad(COUNT, "--on-outage", "fail", "--outage-timeout", "5");
    awaitFrames();
    kafka.stop();

    assertThat(loader.await()).as(loader.stderr()).isEqualTo(1);
    assertThat(loader.stderr())
        .contains("Kafka did not answer for 5 s, so the load ended (--on-outage fail)")
        .contains("are committed, and the same command goes on from there")
        .doesNotContain("\tat ");
    kafka.start();
    LoaderProcess second = load("--file", directory.resolve("frames.jsonl").toString());
    assertThat(second.await()).as(second.stderr()).isZero();
    assertAllOnce(COUNT);
  }

  @Test
  void dropsWhatItIsToldToDropAndSaysSo() throws Exception {
    LoaderProcess loader =
        load(
            "--file",
            "-",
            "--on-outage",
            "drop",
            "--outage-timeout",
            "4",
            "--delivery",
            "at-least-once",
            "-o",
            "json");
    loader.feed(0, 100);
    awaitFrames();
    TimeUnit.SECONDS.sleep(2);
    kafka.stop();
    loader.feed(100, 200);
    await().atMost(60, TimeUnit.SECONDS).until(() -> loader.stderr().contains("dropping"));
    TimeUnit.SECONDS.sleep(12);
    kafka.start();
    loader.feed(200, 300).endOfInput();

    assertThat(loader.await()).as(loader.stderr()).isEqualTo(3);
    assertThat(loader.stderr()).contains("dropped 100 frames", "lines 101-200 of stdin");
    assertThat(loader.stdout())
        .as(loader.stderr())
        .contains("\"frames\":200", "\"dropped_lines\":{\"stdin\":[\"101-200\"]}");
    assertThat(Frames.committed(kafka.bootstrapServers(), topic))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 300).filter(i -> i < 100 || i >= 200).boxed().toList());
  }

  @Test
  void dropsTheFirstDeadLetterAsItDropsFrames() throws Exception {
    LoaderProcess loader =
        load(
            "--file",
            "-",
            "--on-outage",
            "drop",
            "--outage-timeout",
            "4",
            "--delivery",
            "at-least-once");
    loader.feed(0, 100);
    awaitFrames();
    TimeUnit.SECONDS.sleep(2);
    kafka.stop();
    loader.feed("1000").feed(100, 200);
    await().atMost(60, TimeUnit.SECONDS).until(() -> loader.stderr().contains("dropping"));
    TimeUnit.SECONDS.sleep(A_CLIENT_ASKS_FOR + 10);
    kafka.start();
    loader.feed("1001").feed(200, 300).endOfInput();

    assertThat(loader.await()).as(loader.stderr()).isEqualTo(3);
    assertThat(loader.stderr())
        .contains("dropped 100 frames and 1 dead letters; lines 101-201 of stdin");
    assertThat(loader.stdout())
        .as(loader.stderr())
        .contains("loaded 200 frames", "all 201 records acknowledged");
    assertThat(Frames.deadLetters(kafka.bootstrapServers(), topic)).containsExactly(1001);
  }

  @Test
  void saysWhatItDroppedIfKafkaStaysAway() throws Exception {
    LoaderProcess loader =
        load(
            "--file",
            "-",
            "--on-outage",
            "drop",
            "--outage-timeout",
            "4",
            "--delivery",
            "at-least-once");
    loader.feed(0, 100);
    awaitFrames();
    TimeUnit.SECONDS.sleep(2);
    kafka.stop();
    loader.feed(100, 200).endOfInput();

    assertThat(loader.await()).as(loader.stderr()).isEqualTo(3);
    assertThat(loader.stderr()).contains("dropped 100 frames", "lines 101-200 of stdin");
    assertThat(loader.stdout())
        .as(loader.stderr())
        .contains("loaded 100 frames", "all 100 records acknowledged");
  }

  @Test
  void keepsTheFirstDeadLetterForAsLongAsItKeepsFrames() throws Exception {
    LoaderProcess loader = load("--file", "-", "--delivery", "at-least-once");
    loader.feed(0, 100);
    awaitFrames();
    TimeUnit.SECONDS.sleep(2);
    kafka.stop();
    loader.feed("1000").feed(100, 200);
    await().atMost(60, TimeUnit.SECONDS).until(() -> loader.stderr().contains("does not answer"));
    TimeUnit.SECONDS.sleep(A_CLIENT_ASKS_FOR);
    kafka.start();
    loader.endOfInput();

    assertThat(loader.await()).as(loader.stderr()).isEqualTo(3);
    assertThat(loader.stdout())
        .as(loader.stderr())
        .contains("loaded 200 frames", "all 201 records acknowledged");
    assertAllOnce(200);
    assertThat(Frames.deadLetters(kafka.bootstrapServers(), topic)).containsExactly(1000);
  }

  @Test
  void countsNoDropsThatCameAfterTheLastCommit() throws Exception {
    LoaderProcess loader =
        slowLoad(
            COUNT,
            "--on-outage",
            "drop",
            "--outage-timeout",
            "4",
            "--delivery",
            "at-least-once",
            "-o",
            "json");
    awaitFrames();
    // Frames are there before the commit that counts them.
    TimeUnit.SECONDS.sleep(2);
    kafka.stop();
    await().atMost(60, TimeUnit.SECONDS).until(() -> loader.stderr().contains("dropping"));
    // Long enough for drops, and short of the next commit, for which Kafka is waited for longer.
    TimeUnit.SECONDS.sleep(5);
    loader.interrupt();

    assertThat(loader.await()).as(loader.stderr()).isEqualTo(130);
    JsonNode summary = new ObjectMapper().readTree(loader.stdout());
    assertThat(summary.get("frames").asLong())
        .as(loader.stdout())
        .isEqualTo(summary.get("acknowledged").asLong())
        .isNotNegative();
    assertThat(summary.at("/outages/dropped_frames").asLong()).as(loader.stdout()).isZero();
    assertThat(loader.stderr()).doesNotContain("dropped");
  }

  @Test
  void aSecondLoaderOfTheSameFileEndsTheFirst() throws Exception {
    LoaderProcess first = slowLoad(COUNT);
    awaitFrames();
    LoaderProcess second = load("--file", directory.resolve("frames.jsonl").toString());

    assertThat(first.await()).as(first.stderr()).isEqualTo(1);
    assertThat(first.stderr()).contains("another loader has begun the same load");
    assertThat(second.await()).as(second.stderr()).isZero();
    assertAllOnce(COUNT);
  }

  private LoaderProcess slowLoad(int count, String... more) throws IOException {
    Path file = Frames.file(directory.resolve("frames.jsonl"), count);
    List<String> arguments = new ArrayList<>(List.of("--file", file.toString()));
    arguments.addAll(SLOW);
    arguments.addAll(List.of(more));
    return load(arguments.toArray(String[]::new));
  }

  private LoaderProcess load(String... arguments) {
    return LoaderProcess.start(directory, kafka.bootstrapServers(), topic, arguments);
  }

  /** Waits until the load is under way and has committed something. */
  private void awaitFrames() {
    await()
        .atMost(60, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(() -> !Frames.committed(kafka.bootstrapServers(), topic).isEmpty());
  }

  private void assertAllOnce(int count) {
    assertThat(sorted(Frames.committed(kafka.bootstrapServers(), topic)))
        .isEqualTo(IntStream.range(0, count).boxed().toList());
  }

  private static List<Integer> sorted(List<Integer> numbers) {
    return numbers.stream().sorted().toList();
  }
}
