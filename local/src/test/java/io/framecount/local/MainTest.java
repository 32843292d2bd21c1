package io.framecount.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  @ParameterizedTest
  @CsvSource({
    "--kafka-port,-1",
    "--registry-port,65536",
    "--partitions,0",
    "--kafka-port,no",
    "--user,framecount",
    "--user,a b"
  })
  void refusesWhatCannotBe(String option, String value) {
    CliRun run = CliRun.of(new Main(), option + "=" + value);
    assertThat(run.code()).as(run.stderr()).isNotZero();
    assertThat(run.stderr()).contains(option, value);
    assertThat(run.stdout()).as(run.stderr()).isEmpty();
  }

  @Test
  void tellsWhereDataIsKept() {
    CliRun run = CliRun.of(new Main(), "--help");
    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stdout()).as(run.stderr()).contains("--data-dir", "Keep topics and schemas");
  }
}
