package io.framecount.loader.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.loader.generate.StreamPlan.LineEnd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GeneratorTest {
  private static final StreamPlan PLAN =
      new StreamPlan(
          5_000,
          100,
          50,
          Instant.parse("2016-07-11T13:39:44Z"),
          0.1,
          Duration.ofSeconds(90),
          0.1,
          LineEnd.LF,
          9);

  @Test
  void bytesDoNotDependOnTheNumberOfThreads() throws IOException {
    assertThat(generate(5)).isEqualTo(generate(1));
  }

  private static byte[] generate(int threads) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Generator(PLAN, Packing.of("x.gz"), threads).run(out, batch -> {});
    return out.toByteArray();
  }
}
