package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.counter.Visits.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema of a topic changes under counters that run on. */
class EvolutionIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int LOST = 40;

  private final Visits visits = new Visits();
  private final String topic = visits.topic();
  private final String[] byDevice = {"--output", topic + "-by", "--by", "device_type"};
  private final List<CounterProcess> running = new ArrayList<>();
  @TempDir private Path directory;

  @AfterEach
  void close() {
    running.forEach(CounterProcess::close);
    visits.close();
  }

  @Test
  void countersCountAllVersionsWithoutARestart() throws IOException, InterruptedException {
    Version first = visits.register(Visits.V1);
    visits.add(300, first);
    start();
    awaitRows(topic + "-counts", visits::expected);

    Version second = visits.register(Visits.V2);
    start(byDevice);
    awaitRows(topic + "-by", visits::expectedByDevice);
    visits.add(200, second, first);
    awaitRows(topic + "-by", visits::expectedByDevice);

    Version third = visits.register(Visits.V3);
    visits.add(200, third, first, second);
    awaitRows(topic + "-by", visits::expectedByDevice);
    awaitRows(topic + "-counts", visits::expected);

    visits.addLost(LOST, visits.registerElsewhere(Visits.NAMELESS));
    visits.add(100, third, first, second);
    awaitRows(topic + "-by", visits::expectedByDevice);
    awaitRows(topic + "-counts", visits::expected);
    for (CounterProcess counter : running) {
      counter.interrupt();
      assertThat(counter.exitCode()).as(counter.stderr()).isEqualTo(130);
    }

    // What those have counted that were there before a change, one counts that comes after it.
    assertCounted(0, visits.expected());
    assertCounted(0, visits.expectedByDevice(), byDevice);
    assertCounted(3, visits.expected(), "--output", topic + "-new", "--unique", "user_id");
    assertThat(DeadLetters.of(topic + "-dlq"))
        .hasSize(3 * LOST)
        .allSatisfy(
            letter ->
                assertThat(letter.reason())
                    .contains("schema Visit has no field 'u")
                    .endsWith(
                        ", nor an alias of that name in any version; its fields are ts, member"));
  }

  private void start(String... more) {
    List<String> args = new ArrayList<>(List.of("--topic", topic));
    args.addAll(List.of("--state-dir", directory.toString()));
    args.addAll(List.of(more));
    running.add(CounterProcess.start(directory, args.toArray(String[]::new)));
  }

  private void awaitRows(String output, Supplier<String> expected) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(
            () -> {
              CliRun show = CounterRun.of("show", "--output", output, "--format", "tsv");
              assertThat(show.stdout()).as(said()).isEqualTo(expected.get());
            });
  }

  private void assertCounted(int code, String expected, String... settings) {
    CliRun run = CounterRun.untilEnd(directory, topic, settings);
    assertThat(run.stdout()).as(run.stderr() + said()).isEqualTo(expected);
    assertThat(run.stderr())
        .contains("in total: 1,640 frames read = 1,600 counted + %d set aside".formatted(LOST));
    assertThat(run.code()).as(run.stderr()).isEqualTo(code);
  }

  private String said() {
    StringBuilder said = new StringBuilder();
    running.forEach(counter -> said.append(counter.stderr()).append("---\n"));
    return said.toString();
  }
}
