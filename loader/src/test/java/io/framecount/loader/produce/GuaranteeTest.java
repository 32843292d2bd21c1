package io.framecount.loader.produce;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.loader.command.option.ProducerOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class GuaranteeTest {
  @Test
  void sendsAsTheOptionsSay() {
    Map<String, Object> config = config();
    assertThat(config)
        .containsEntry("acks", "all")
        .containsEntry("batch.size", 262_144)
        .containsEntry("linger.ms", 20)
        .containsEntry("compression.type", "lz4")
        .doesNotContainEntry("enable.idempotence", "false");

    assertThat(config("--batch-size", "1", "--linger-ms", "2", "--compression", "ZSTD"))
        .containsEntry("batch.size", 1)
        .containsEntry("linger.ms", 2)
        .containsEntry("compression.type", "zstd");
  }

  @Test
  void waitsForTheLeaderOnlyToFireAndForget() {
    assertThat(config("--delivery", "fire-and-forget"))
        .containsEntry("acks", "1")
        .containsEntry("enable.idempotence", "false");
    assertThat(config("--delivery", "fire-and-forget", "--acks", "0")).containsEntry("acks", "0");
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

  @Test
  void neverGivesUpOnARecordThatMayNotBeDropped() {
    assertThat(options("--delivery", "at-least-once").config("id", 5, Optional.empty()))
        .containsEntry("max.request.size", 1024 * 1024)
        .containsEntry("delivery.timeout.ms", Integer.MAX_VALUE)
        .doesNotContainKey("transactional.id");
    assertThat(config("--delivery", "exactly-once")).containsEntry("transactional.id", "id");
  }

  @Test
  void triesToDeliverARecordForAsLongAsItMayBeKept() {
    Optional<Duration> dropAfter = Optional.of(Duration.ofSeconds(4));
    assertThat(options("--delivery", "at-least-once").config("id", 2_000_000, dropAfter))
        .containsEntry("max.request.size", 2_000_000)
        .containsEntry("request.timeout.ms", 3_980)
        .containsEntry("delivery.timeout.ms", 4_000)
        .containsEntry("max.block.ms", 4_000L);
  }

  private static Map<String, Object> config(String... args) {
    return options(args).config("id", 5, Optional.empty());
  }

  private static ProducerOptions options(String... args) {
    ProducerOptions options = new ProducerOptions();
    CommandSpec spec =
        CommandSpec.create().addMixin("producer", CommandSpec.forAnnotatedObject(options));
    new CommandLine(spec).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
    return options;
  }
}
