package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CompareIT {
  @Test
  void comparesTheUsersOfATopic() {
    try (FrameTopic topic = CounterRun.newTopic()) {
      for (int i = 0; i < 20_000; i++) {
        topic.add("user-" + i % 7_000, RandomFrames.START + i);
      }
      topic.send(null, "no frame".getBytes(StandardCharsets.UTF_8));
      topic.flush();

      CliRun run = CounterRun.of("compare", "--topic", topic.name(), "--format", "tsv");
      assertThat(run.stdout().lines())
          .hasSize(7)
          .anySatisfy(line -> assertThat(line).matches("hash set\t\t\\d+\t7000\t.*"))
          .anySatisfy(line -> assertThat(line).matches("exact\t\t\\d+\t7000\t.*"))
          .anySatisfy(line -> assertThat(line).matches("theta\t65536\t\\d+\t7000\t0.0\t.*"));
      assertThat(run.stderr()).contains("20,000 values taken, 1 records set aside");
      assertThat(run.code()).as(run.stderr()).isEqualTo(3);
    }
  }

  @Test
  void saysWhatIsMissing() {
    CliRun run = CounterRun.of("compare", "--topic", "no-such-topic");
    assertThat(run.stderr()).startsWith("counter compare: ").contains("no-such-topic");
    assertThat(run.code()).isEqualTo(1);
  }
}
