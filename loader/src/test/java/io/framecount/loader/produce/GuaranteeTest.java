package io.framecount.loader.produce;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.loader.command.option.ProducerOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class GuaranteeTest {
  @Test
  void sendsAsTheOptionsSay() {
    Map<String, Object> config = options().config();
    assertThat(config)
        .containsEntry("acks", "all")
        .containsEntry("batch.size", 262_144)
        .containsEntry("linger.ms", 20)
        .containsEntry("compression.type", "lz4")
        .doesNotContainEntry("enable.idempotence", "false");

    assertThat(options("--batch-size", "1", "--linger-ms", "2", "--compression", "ZSTD").config())
        .containsEntry("batch.size", 1)
        .containsEntry("linger.ms", 2)
        .containsEntry("compression.type", "zstd");
  }

  @Test
  void waitsForTheLeaderOnlyToFireAndForget() {
    assertThat(options("--delivery", "fire-and-forget").config())
        .containsEntry("acks", "1")
        .containsEntry("enable.idempotence", "false");
    assertThat(options("--delivery", "fire-and-forget", "--acks", "0").config())
        .containsEntry("acks", "0");
  }

  @ParameterizedTest
  @EnumSource
  void isWrittenAsItIsShown(Guarantee guarantee) {
    assertThat(options("--delivery", guarantee.toString()).guarantee()).isEqualTo(guarantee);
    assertThat(guarantee.resumable()).isEqualTo(guarantee != Guarantee.FIRE_AND_FORGET);
  }

  @ParameterizedTest
  @CsvSource({
    "exactly-once, all, true",
    "exactly-once, -1, true",
    "exactly-once, 1, false",
    "at-least-once, 0, false",
    "fire-and-forget, 1, true",
    "fire-and-forget, some, false"
  })
  void goesWithSomeAcksOnly(String delivery, String acks, boolean fits) {
    assertThat(options("--delivery", delivery, "--acks", acks).problem().isEmpty()).isEqualTo(fits);
  }

  private static ProducerOptions options(String... args) {
    ProducerOptions options = new ProducerOptions();
    CommandSpec spec =
        CommandSpec.create().addMixin("producer", CommandSpec.forAnnotatedObject(options));
    new CommandLine(spec).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
    return options;
  }
}
