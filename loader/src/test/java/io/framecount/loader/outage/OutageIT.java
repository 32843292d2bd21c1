package io.framecount.loader.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.loader.LoaderProcess;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real broker that goes away during loads, and the content of the topic in the end. {@code
 * LoadTest} and {@code FrameProducerTest} try more failures against a fake client.
 */
class OutageIT {
  /**
   * Paced, so that the outage comes in the middle of the load on any machine; small requests, one
   * after the other, so that some are always on their way.
   */
  private static final List<String> SLOW =
      List.of(
          "--rate", "3000", "--batch-size", "200", "-X", "max.in.flight.requests.per.connection=1");

  /** Six seconds of a slow load. */
  private static final int COUNT = 18_000;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern METRICS = Pattern.compile("metrics at (http:\\S+)");

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
  void waitsAndGoesOn() throws Exception {
    LoaderProcess loader = slowLoad(COUNT);
    awaitFrames(loader);
    kafka.beAwayFor(4);

    assertThat(loader.await()).as(loader.stderr()).isZero();
    assertThat(loader.stderr())
        .containsOnlyOnce("Kafka does not answer for 3 s, waiting")
        .containsOnlyOnce("Kafka answers again after");
    assertAllOnce(COUNT);
    assertThat(loader.stdout())
        .as(loader.stderr())
        .contains("loaded 18,000 frames", "all 18,000 records acknowledged");
  }

  @Test
  void survivesTheEndOfItsTransaction() throws Exception {
    LoaderProcess loader = slowLoad(COUNT, "-X", "transaction.timeout.ms=2000");
    awaitFrames(loader);
    kafka.beAwayFor(4);

    assertThat(loader.await()).as(loader.stderr()).isZero();
    assertAllOnce(COUNT);
    assertThat(loader.stdout())
        .as(loader.stderr())
        .contains("loaded 18,000 frames", "all 18,000 records acknowledged");
  }

  @Test
  void startsOverWithFramesAndDeadLettersWhenTheClientLosesPatience() throws Exception {
    Path file = Frames.fileWithBadLines(directory.resolve("bad.jsonl"), COUNT, 50);
    List<String> arguments = new ArrayList<>(List.of("--file", file.toString()));
    arguments.addAll(SLOW);
    arguments.addAll(List.of("-X", "max.block.ms=2000", "-X", "transaction.timeout.ms=2000"));
    LoaderProcess loader = load(arguments);
    awaitFrames(loader);
    kafka.beAwayFor(6);

    assertThat(loader.await()).as(loader.stderr()).isEqualTo(3);
    assertThat(loader.stderr()).contains("what was on its way is lost; sending");
    List<Integer> all = new ArrayList<>(Frames.deadLetters(kafka.bootstrapServers(), topic));
    assertThat(all).hasSize(COUNT / 50);
    all.addAll(Frames.committed(kafka.bootstrapServers(), topic));
    assertThat(sorted(all)).isEqualTo(IntStream.range(0, COUNT).boxed().toList());
    assertThat(loader.stdout())
        .as(loader.stderr())
        .contains("loaded 17,640 frames", "all 18,000 records acknowledged");
  }

  @Test
  void keepsWhatStdinBroughtWhileTheTransactionTimedOut() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--file", "-", "--metrics-port", "0"));
    arguments.addAll(List.of("-X", "max.block.ms=2000", "-X", "transaction.timeout.ms=2000"));
    LoaderProcess loader = load(arguments);
    loader.feed(Frames.lines(0, 500));
    awaitFrames(loader);
    assertThat(served(loader, "metrics").body()).contains(outage(0));
    assertThat(served(loader, "readyz").statusCode()).isEqualTo(200);
    loader.feed(Frames.lines(500, 1000));
    kafka.stop();
    loader.feed(Frames.lines(1000, 1500));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(served(loader, "metrics").body()).contains(outage(1)));
    assertThat(served(loader, "readyz").body()).isEqualTo("Kafka does not answer\n");
    assertThat(served(loader, "healthz").statusCode()).isEqualTo(200);
    kafka.start();
    loader.feed(Frames.lines(1500, 2000));
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
    awaitFrames(loader);
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
    LoaderProcess second = loadTheRest();
    assertThat(second.await()).as(second.stderr()).isZero();
    assertAllOnce(COUNT);
  }

  @Test
  void givesUpWhenToldTo() throws Exception {
    LoaderProcess loader = slowLoad(COUNT, "--on-outage", "fail", "--outage-timeout", "4");
    awaitFrames(loader);
    kafka.stop();

    assertThat(loader.await()).as(loader.stderr()).isEqualTo(1);
    assertThat(loader.stderr())
        .contains("Kafka did not answer for 4 s, so the load ended (--on-outage fail)")
        .contains("are committed, and the same command goes on from there")
        .doesNotContain("\tat ");
    kafka.start();
    LoaderProcess second = loadTheRest();
    assertThat(second.await()).as(second.stderr()).isZero();
    assertAllOnce(COUNT);
  }

  @Test
  void dropsFramesAndTheFirstDeadLetterIfToldToAndNamesTheirLines() throws Exception {
    LoaderProcess loader = droppingLoad();
    kafka.stop();
    loader.feed("1000\n").feed(Frames.lines(100, 200));
    await().atMost(60, TimeUnit.SECONDS).until(() -> loader.stderr().contains("dropping"));
    TimeUnit.SECONDS.sleep(8);
    kafka.start();
    loader.feed("1001\n").feed(Frames.lines(200, 300)).endOfInput();

    assertThat(loader.await()).as(loader.stderr()).isEqualTo(3);
    JsonNode summary = new ObjectMapper().readTree(loader.stdout());
    assertThat(summary.get("frames").asInt()).as(loader.stderr()).isEqualTo(200);
    assertThat(summary.get("acknowledged").asInt()).isEqualTo(201);
    assertThat(summary.at("/outages/dropped_frames").asInt()).isEqualTo(100);
    assertThat(summary.at("/outages/dropped_letters").asInt()).isEqualTo(1);
    assertThat(summary.at("/outages/dropped_lines")).hasToString("{\"stdin\":[\"101-201\"]}");
    assertThat(Frames.committed(kafka.bootstrapServers(), topic))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 300).filter(i -> i < 100 || i >= 200).boxed().toList());
    assertThat(Frames.deadLetters(kafka.bootstrapServers(), topic)).containsExactly(1001);
  }

  @Test
  void namesTheDroppedLinesIfKafkaStaysAway() throws Exception {
    LoaderProcess loader = droppingLoad();
    kafka.stop();
    loader.feed(Frames.lines(100, 200)).endOfInput();

    assertThat(loader.await()).as(loader.stderr()).isEqualTo(3);
    JsonNode summary = new ObjectMapper().readTree(loader.stdout());
    assertThat(summary.get("frames").asInt()).as(loader.stderr()).isEqualTo(100);
    assertThat(summary.get("acknowledged").asInt()).isEqualTo(100);
    assertThat(summary.at("/outages/dropped_frames").asInt()).isEqualTo(100);
    assertThat(summary.at("/outages/dropped_lines")).hasToString("{\"stdin\":[\"101-200\"]}");
    assertThat(loader.stderr()).contains("dropped 100 frames");
  }

  @Test
  void aSecondLoaderOfTheSameFileEndsTheFirst() throws Exception {
    LoaderProcess first = slowLoad(3 * COUNT);
    awaitFrames(first);
    LoaderProcess second = loadTheRest();

    assertThat(first.await()).as(first.stderr()).isEqualTo(1);
    assertThat(first.stderr()).contains("another loader has begun the same load");
    assertThat(second.await()).as(second.stderr()).isZero();
    assertAllOnce(3 * COUNT);
  }

  private LoaderProcess slowLoad(int count, String... more) throws IOException {
    Path file = Frames.file(directory.resolve("frames.jsonl"), count);
    List<String> arguments = new ArrayList<>(List.of("--file", file.toString()));
    arguments.addAll(SLOW);
    arguments.addAll(List.of(more));
    return load(arguments);
  }

  private LoaderProcess loadTheRest() {
    return load(List.of("--file", directory.resolve("frames.jsonl").toString()));
  }

  /**
   * A load of stdin that drops frames after four seconds, with a hundred loaded. Its clients try
   * for six seconds instead of fifteen.
   */
  private LoaderProcess droppingLoad() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--file", "-", "-o", "json"));
    arguments.addAll(List.of("--on-outage", "drop", "--outage-timeout", "4"));
    arguments.addAll(List.of("--delivery", "at-least-once"));
    arguments.addAll(List.of("-X", "request.timeout.ms=3500", "-X", "default.api.timeout.ms=6000"));
    LoaderProcess loader = load(arguments).feed(Frames.lines(0, 100));
    awaitFrames(loader);
    // The commit that counts them comes after the frames.
    TimeUnit.SECONDS.sleep(2);
    return loader;
  }

  private LoaderProcess load(List<String> arguments) {
    return LoaderProcess.start(
        directory, kafka.bootstrapServers(), topic, arguments.toArray(String[]::new));
  }

  /** Waits until the load is under way and has committed something. */
  private void awaitFrames(LoaderProcess loader) {
    await()
        .atMost(60, TimeUnit.SECONDS)
        .failFast(loader::requireAlive)
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
