package io.framecount.loader.resume;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.input.Checkpoint;
import io.framecount.common.input.Checkpoint.Unit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadProgressTest {
  private static final LoadProgress PROGRESS =
      new LoadProgress("a.gz", new Checkpoint(1234, 5, -6), 4, 1, true);

  @Test
  void keepsHowLongAnOpenLineIs() {
    LoadProgress open = new LoadProgress("a", new Checkpoint(9, 2, 1), 2, 0, false, null, 17, -1);
    assertThat(LoadProgress.of(open.toOffset()).orElseThrow().progress()).isEqualTo(open);
  }

  @Test
  void keepsADamageAsFarAsThereIsRoom() {
    LoadProgress damaged = damaged("a", "damaged near byte 300 of the file: it ends too early");
    assertThat(LoadProgress.of(damaged.toOffset()).orElseThrow().progress()).isEqualTo(damaged);
    assertThat(damaged.samePlace(damaged("a", null))).as("the note is part of it").isFalse();
    String metadata = damaged("\u0001".repeat(5000), "\"日".repeat(5000)).toOffset("r").metadata();
    assertThat(metadata.length()).isLessThanOrEqualTo(4_096);
    assertThat(metadata).contains("\"damage\":\"\\\"?\\\"?");
  }

  private static LoadProgress damaged(String file, String damage) {
    return new LoadProgress(
        file, new Checkpoint(1L << 60, 1L << 60, -1), 2, 0, false, null, 0, 1L << 60, damage);
  }

  @Test
  void isKeptAsItAlwaysWas() {
    OffsetAndMetadata offset = PROGRESS.toOffset("r1");
    assertThat(offset.offset()).isEqualTo(1234);
    assertThat(offset.metadata())
        .isEqualTo(
            "{\"v\":1,\"file\":\"a.gz\",\"lines\":5,\"crc32c\":-6,\"frames\":4,\"rejected\":1,\"complete\":true,\"run\":\"r1\"}");
  }

  @ParameterizedTest
  @EnumSource
  void keepsWhatTheInputIsDividedInto(Unit unit) {
    LoadProgress progress = new LoadProgress("a", new Checkpoint(9, 5, -6, unit), 4, 1, true);
    OffsetAndMetadata offset = progress.toOffset("r1");
    String noted =
        switch (unit) {
          // As versions noted it that knew nothing else.
          case LINES -> "";
          case OBJECTS -> ",\"unit\":\"OBJECTS\"";
          case ELEMENTS -> ",\"unit\":\"ELEMENTS\"";
        };
    assertThat(offset.metadata())
        .isEqualTo(
            "{\"v\":1,\"file\":\"a\",\"lines\":5,\"crc32c\":-6,\"frames\":4,\"rejected\":1,\"complete\":true,\"run\":\"r1\"%s}"
                .formatted(noted));
    assertThat(LoadProgress.of(offset)).contains(new LoadProgress.Saved(progress, "r1"));
  }

  @Test
  void comesBackWhole() {
    assertThat(LoadProgress.of(PROGRESS.toOffset("r1")))
        .contains(new LoadProgress.Saved(PROGRESS, "r1"));
  }

  @Test
  void comesBackWithItsTimeAndFromLaterVersionsThatAddFields() {
    LoadProgress dated =
        new LoadProgress(
            "a",
            new Checkpoint(1, 2, 3),
            4,
            5,
            false,
            Instant.ofEpochMilli(1_700_000_000_123L),
            0,
            7);
    LoadProgress.Saved saved = new LoadProgress.Saved(dated, "");
    OffsetAndMetadata offset = dated.toOffset();
    assertThat(LoadProgress.of(offset)).contains(saved);
    String later = offset.metadata().replace("{", "{\"host\":{\"name\":\"x\"},");
    assertThat(LoadProgress.of(new OffsetAndMetadata(1, later))).contains(saved);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "null", "mine", "{}", "[]", "{\"v\":2,\"file\":\"a\"}", "{\"x\":1}"})
  void takesNoOffsetOfOthersForItsOwn(String metadata) {
    assertThat(LoadProgress.of(new OffsetAndMetadata(7, metadata))).isEmpty();
  }

  @Test
  void fitsIntoWhatBrokersTake() {
    LoadProgress wide =
        new LoadProgress("日".repeat(5000), new Checkpoint(1L << 60, 1L << 60, -1), 9, 9, false);
    byte[] metadata = wide.toOffset("r1").metadata().getBytes(StandardCharsets.UTF_8);
    assertThat(metadata).hasSizeLessThan(4096);
    assertThat(LoadProgress.of(wide.toOffset("r1")).orElseThrow().progress().checkpoint())
        .isEqualTo(wide.checkpoint());
    LoadProgress strange =
        new LoadProgress("\u0001".repeat(5000), wide.checkpoint(), 9, 9, false, null, 0, 1L << 60);
    assertThat(strange.toOffset("r1").metadata()).hasSizeLessThan(4096);
  }
}
