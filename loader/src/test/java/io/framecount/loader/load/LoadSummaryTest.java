package io.framecount.loader.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LoadSummaryTest {
  @BeforeAll
  static void asTheCommandDoes() {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
  }

  @Test
  void tellsAPersonWhatWasDone() {
    assertThat(summary(1_200_000, Map.of(), false).toText().lines())
        .containsExactly(
            "loaded 1,200,000 frames into frames in 2.5 s (480,000 frames/s, 96.0 MB/s of JSON)",
            "  schema    frames-value version 1 (id 3), exactly-once",
            "  input     2, 24,000,000 bytes, 240,000,000 of JSON",
            "  rejected  none",
            "  producer  batches of 1,000 bytes, compressed to 55%, latency 2.3 ms, 4 retries, 5 ms waited for buffers",
            "  delivered all 1,200,000 records acknowledged");
  }

  @Test
  void tellsWhatWasRejectedAndWhatWasDoneBefore() {
    assertThat(summary(10, new TreeMap<>(Map.of("bad-json", 2L, "no-key", 1L)), true).toText())
        .startsWith("interrupted: loaded 10 frames into frames")
        .contains("  before    7 lines were already loaded")
        .contains("  blank     3 lines")
        .contains("  rejected  3 into frames-dlq (bad-json 2, no-key 1)")
        .contains("  delivered 13 records sent but 10 acknowledged");
  }

  @Test
  void tellsProgramsTheSame() {
    assertThat(summary(10, new TreeMap<>(Map.of("bad-json", 2L, "no-key", 1L)), true).toJson())
        .isEqualTo(
            "{\"topic\":\"frames\",\"schema\":\"frames-value version 1 (id 3)\",\"delivery\":\"exactly-once\","
                + "\"inputs\":2,\"frames\":10,\"rejected\":3,\"rejected_by_reason\":{\"bad-json\":2,\"no-key\":1},"
                + "\"dead_letter_topic\":\"frames-dlq\",\"blank_lines\":3,\"lines_done_before\":7,"
                + "\"acknowledged\":10,\"content_bytes\":240000000,\"file_bytes\":24000000,\"seconds\":2.5,"
                + "\"frames_per_second\":4.0,\"megabytes_per_second\":96.0,\"interrupted\":true,"
                + "\"producer\":{\"batch_size_avg\":1000.0,\"compression_rate_avg\":0.55,"
                + "\"request_latency_avg\":2.25,\"record_retry_total\":4.0,\"buffer_wait_millis\":5.0}}");
  }

  private static LoadSummary summary(long frames, Map<String, Long> rejected, boolean interrupted) {
    long count = rejected.values().stream().mapToLong(Long::longValue).sum();
    return new LoadSummary(
        "frames",
        "frames-value version 1 (id 3)",
        "exactly-once",
        2,
        frames,
        count,
        rejected,
        count == 0 ? null : "frames-dlq",
        count,
        interrupted ? 7 : 0,
        frames,
        240_000_000,
        24_000_000,
        2.5,
        frames / 2.5,
        96,
        interrupted,
        new ProducerFigures(1000, 0.55, 2.25, 4, 5));
  }
}
