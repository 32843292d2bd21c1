package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.counter.command.CounterCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * Counters at work while frames flow, on one Kafka and one registry. How fast this machine is
 * decides how long a test takes, not how it ends.
 */
final class LiveCount implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int MINUTES = 3;

  private final Path directory;
  private final String bootstrapServers;
  private final String registryUrl;
  private final FrameTopic topic;
  private final List<CounterProcess> counters = new ArrayList<>();
  private int parts;

  LiveCount(Path directory, String bootstrapServers, String registryUrl, String topic) {
    this.directory = directory;
    this.bootstrapServers = bootstrapServers;
    this.registryUrl = registryUrl;
    this.topic = new FrameTopic(bootstrapServers, registryUrl, topic);
  }

  FrameTopic topic() {
    return topic;
  }

  CounterProcess startCounter(String... more) {
    return startCounterOf(System.getProperty("java.class.path"), more);
  }

  /** Starts a counter of another build. */
  CounterProcess startCounterOf(String classPath, String... more) {
    return start(List.of(), classPath, bootstrapServers, more);
  }

  /** Starts a counter that has its own name for Kafka, and more options of the JVM. */
  CounterProcess startCounterWith(List<String> jvmOptions, String kafka, String... more) {
    return start(jvmOptions, System.getProperty("java.class.path"), kafka, more);
  }

  private CounterProcess start(
      List<String> jvmOptions, String classPath, String kafka, String... more) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("--topic", topic.name(), "--state-dir", directory.toString()));
    args.addAll(List.of(more));
    CounterProcess counter =
        CounterProcess.startWith(
            jvmOptions, classPath, directory, kafka, registryUrl, args.toArray(String[]::new));
    counters.add(counter);
    return counter;
  }

  /** Adds so many parts of a stream, five a second. */
  void flow(int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      RandomFrames.add(topic, parts, 500, RandomFrames.START + parts * 60_000L, MINUTES);
      parts++;
      Thread.sleep(200);
    }
  }

  /** Goes on with the stream while this happens. */
  void flowDuring(Runnable event) throws InterruptedException {
    Thread thread = new Thread(event);
    thread.start();
    do {
      flow(1);
    } while (thread.isAlive());
    thread.join();
  }

  /** Waits until the results are those of the oracle. */
  void awaitTable() {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(
            () ->
                assertThat(run("show", "--format", "tsv").stdout())
                    .as(said())
                    .isEqualTo(topic.expectedTsv()));
  }

  /** Waits until a counter has said this. */
  void awaitSaid(CounterProcess counter, String words) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> !counter.running() || counter.stderr().contains(words));
    assertThat(counter.running()).as(counter.stderr()).isTrue();
  }

  /** Returns whether a counter says this within a time. */
  boolean says(CounterProcess counter, String words, Duration within) throws InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    while (!counter.stderr().contains(words) && System.nanoTime() - end < 0) {
      Thread.sleep(200);
    }
    return counter.stderr().contains(words);
  }

  /** Counts what is left with another counter, and holds all against the oracle and the books. */
  void requireExact(String... more) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("--until-end", "--format", "tsv", "--state-dir", directory.toString()));
    args.addAll(List.of(more));
    CliRun last = run(args.toArray(String[]::new));
    assertThat(last.stdout()).as(last.stderr() + said()).isEqualTo(topic.expectedTsv());
    assertThat(last.code()).as(last.stderr()).isZero();
    CliRun verified = run("verify");
    assertThat(verified.code()).as(verified.stderr()).isZero();
  }

  private CliRun run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--topic", topic.name()));
    all.addAll(List.of("--bootstrap-server", bootstrapServers));
    all.addAll(List.of("--schema-registry", registryUrl));
    return CliRun.of(new CounterCommand(), all.toArray(String[]::new));
  }

  private String said() {
    StringBuilder said = new StringBuilder();
    counters.forEach(counter -> said.append(counter.stderr()).append("---\n"));
    return said.toString();
  }

  @Override
  public void close() {
    counters.forEach(CounterProcess::close);
    topic.close();
  }
}
