package io.framecount.loader.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.loader.convert.ChangedValue;
import io.framecount.loader.convert.ChangedValue.Kind;
import io.framecount.loader.outcome.Delivery.OutageFigures;
import io.framecount.loader.outcome.Delivery.ProducerFigures;
import io.framecount.loader.outcome.LoadSummary.Reading;
import io.framecount.loader.outcome.LoadSummary.Rejections;
import io.framecount.loader.topic.TopicTally;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LoadSummaryTest {
  private static final Map<ChangedValue, Long> CHANGES =
      Map.of(
          new ChangedValue(Kind.DROPPED, "nick", null), 1_000L,
          new ChangedValue(Kind.DEFAULTED, "device", null), 7L,
          new ChangedValue(Kind.REPLACED, "os", "ios\u001b[1m"), 2L,
          new ChangedValue(Kind.REPLACED, "os", ""), 1L,
          new ChangedValue(Kind.REPLACED, "os", null), 3L,
          new ChangedValue(Kind.ROUNDED, "lat", null), 4L,
          new ChangedValue(Kind.ASSUMED_UTC, "ts", null), 5L);

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
            "  producer  batches of 1,000 bytes, compressed to 55%, latency 2.3 ms, 4 retries, 5 ms"
                + " waited for buffers",
            "  delivered all 1,200,000 records acknowledged",
            "  topic     holds all 1,200,000; its offsets grew by 1,200,004, 4 of them for"
                + " transaction markers or other writers");
  }

  @Test
  void tellsWhatWasRejectedAndWhatWasDoneBefore() {
    assertThat(summary(10, new TreeMap<>(Map.of("bad-json", 2L, "no-key", 1L)), true).toText())
        .startsWith("interrupted: loaded 10 frames into frames")
        .contains("  before    7 lines were already loaded")
        .contains("  blank     3 lines")
        .contains("  rejected  3 into frames-dlq and r.jsonl (bad-json 2, no-key 1)")
        .contains(
            "  left      the last line of a.jsonl (line 14, byte 1,234) has no end yet; it is left"
                + " for the next run")
        .contains("  dropped   fields that the schema lacks: nick 1,000")
        .contains("  defaulted fields that lines lack: device 7")
        .contains(
            "  replaced  values of which others are stored: os 6 (\"ios\uFFFD[1m\" 2, \"\" 1)")
        .contains("  rounded   digits that the type can't hold: lat 4")
        .contains("  as UTC    times without an offset: ts 5")
        .contains("  delivered 13 records sent but 10 acknowledged");
  }

  @Test
  void tellsProgramsTheSame() {
    assertThat(summary(10, new TreeMap<>(Map.of("bad-json", 2L, "no-key", 1L)), true).toJson())
        .isEqualTo(
            "{\"topic\":\"frames\",\"dry_run\":false,\"schema\":\"frames-value version 1 (id"
                + " 3)\",\"delivery\":\"exactly-once\","
                + "\"inputs\":2,\"frames\":10,\"rejected\":3,\"rejected_by_reason\":{\"bad-json\":2,\"no-key\":1},"
                + "\"dead_letter_topic\":\"frames-dlq\",\"reject_file\":\"r.jsonl\","
                + "\"open_lines\":[{\"file\":\"a.jsonl\",\"line\":14,\"position\":1234,\"bytes\":17}],"
                + "\"dropped_fields\":{\"top\":[{\"path\":\"nick\",\"seen\":1000}],\"more\":0},"
                + "\"changed_values\":{\"assumed-utc\":{\"top\":[{\"path\":\"ts\",\"seen\":5}],\"more\":0},"
                + "\"defaulted\":{\"top\":[{\"path\":\"device\",\"seen\":7}],\"more\":0},"
                + "\"replaced\":{\"top\":[{\"path\":\"os\",\"seen\":6,\"values\":{\"\":1,\"ios\\u001B[1m\":2}}],\"more\":0},"
                + "\"rounded\":{\"top\":[{\"path\":\"lat\",\"seen\":4}],\"more\":0}},"
                + "\"blank_lines\":3,\"lines_done_before\":7,"
                + "\"acknowledged\":10,\"content_bytes\":240000000,\"file_bytes\":24000000,\"seconds\":2.5,"
                + "\"frames_per_second\":4.0,\"megabytes_per_second\":96.0,\"interrupted\":true,"
                + "\"producer\":{\"batch_size_avg\":1000.0,\"compression_rate_avg\":0.55,"
                + "\"request_latency_avg\":2.25,\"record_retry_total\":4.0,\"buffer_wait_millis\":5.0},"
                + "\"topic_tally\":{\"confirmed\":10,\"growth\":14,\"others\":4,\"hidden\":0}}");
  }

  @Test
  void failsWhereFramesAreMissing() {
    assertThat(summary(5, Map.of(), false).failure()).isEmpty();
    assertThat(summary(5, Map.of("bad-json", 1L), false).failure().orElseThrow())
        .startsWith("6 records sent but 5 acknowledged");
  }

  @Test
  void countsTheFieldsThatItDoesNotName() {
    ChangedFields.Field nick = new ChangedFields.Field("nick", 1000, Map.of());
    assertThat(new ChangedFields(List.of(nick), 2)).hasToString("nick 1,000, and 2 more fields");
  }

  @Test
  void namesTheLinesThatWereDropped() {
    OutageFigures outages = new OutageFigures(1, 42, 100, 1, Map.of("stdin", List.of("101-201")));
    LoadSummary delivered = summary(310, Map.of("bad-json", 2L), false);
    Delivery delivery = delivered.delivery();
    LoadSummary summary =
        delivered.delivered(
            new Delivery("at-least-once", 0, 211, delivery.producer(), null, outages));
    assertThat(summary.frames()).isEqualTo(210);
    assertThat(summary.lossy()).isTrue();
    assertThat(summary.failure()).isEmpty();
    assertThat(outages.dropped())
        .isEqualTo("100 frames and 1 dead letters; lines 101-201 of stdin");
    assertThat(summary.toText())
        .startsWith("loaded 210 frames into frames")
        .contains("  delivered all 211 records acknowledged")
        .contains("  outages   1, Kafka was away for 42.0 s")
        .contains("  given up  100 frames and 1 dead letters; lines 101-201 of stdin");
    assertThat(summary.toJson())
        .contains("\"frames\":210,")
        .contains(
            "\"dropped_frames\":100,\"dropped_letters\":1,\"dropped_lines\":{\"stdin\":[\"101-201\"]}");
  }

  private static LoadSummary summary(long frames, Map<String, Long> rejected, boolean interrupted) {
    long count = rejected.values().stream().mapToLong(Long::longValue).sum();
    boolean some = count > 0;
    return new LoadSummary(
        "frames",
        "frames-value version 1 (id 3)",
        interrupted,
        new Reading(
            2,
            count,
            240_000_000,
            24_000_000,
            2.5,
            some ? List.of(new RunOutcome.OpenLine("a.jsonl", "line", 14, 1_234, 17)) : List.of(),
            List.of()),
        frames,
        new Rejections(count, rejected, some ? "frames-dlq" : null, some ? "r.jsonl" : null),
        some ? CHANGES : Map.of(),
        new Delivery(
            "exactly-once",
            interrupted ? 7 : 0,
            frames,
            new ProducerFigures(1000, 0.55, 2.25, 4, 5),
            new TopicTally(frames, frames + 4, 4, 0, List.of(), null),
            null));
  }
}
