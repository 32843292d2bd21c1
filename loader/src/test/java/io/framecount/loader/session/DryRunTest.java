package io.framecount.loader.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.common.cli.CliRun;
import io.framecount.loader.command.LoaderCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A dry run reaches nothing, so it runs where nothing is. */
@Timeout(30)
class DryRunTest {
  private static final String GOOD = "{\"uid\":\"a\",\"ts\":1,\"nick\":\"x\"}\n";
  private static final String BAD = "{\"uid\":\"a\",\"ts\":\"yesterday\"}\n";

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("a.jsonl");
  }

  @Test
  void saysWhatWouldBeLoaded() throws IOException {
    Files.writeString(file, GOOD.repeat(3));
    CliRun run = dryRun();
    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stderr()).isEmpty();
    assertThat(run.stdout())
        .as(run.stderr())
        .startsWith("converted 3 frames, sent nothing in ")
        .contains("  rejected  none", "  dropped   fields that the schema lacks: nick 3")
        .doesNotContain("producer", "acknowledged");
  }

  @Test
  void showsTheFirstRejectedLinesAndCountsAll() throws IOException {
    Files.writeString(file, GOOD + BAD.repeat(12));
    CliRun run = dryRun();
    assertThat(run.code()).as(run.stderr()).isEqualTo(3);
    assertThat(run.stderr().lines()).hasSize(11);
    assertThat(run.stderr())
        .startsWith(file + ", line 2: bad-time at $.ts, byte 16: expected ")
        .contains("more lines are rejected");
    assertThat(run.stdout()).as(run.stderr()).contains("rejected  12 (bad-time 12)");
  }

  @Test
  void writesRejectedLinesToTheirFile() throws IOException {
    Files.writeString(file, GOOD + BAD);
    Path rejects = directory.resolve("r.jsonl");
    CliRun run = dryRun("--reject-file", rejects.toString(), "-o", "json");
    JsonNode json = new ObjectMapper().readTree(run.stdout());
    assertThat(json.get("dry_run").asBoolean()).isTrue();
    assertThat(json.get("frames").asInt()).isEqualTo(1);
    assertThat(json.get("reject_file").asText()).isEqualTo(rejects.toString());
    assertThat(json.has("dead_letter_topic")).isFalse();
    JsonNode reject = new ObjectMapper().readTree(Files.readString(rejects));
    assertThat(reject.get("raw").asText()).isEqualTo(BAD.strip());
    assertThat(reject.get("line").asInt()).isEqualTo(2);
  }

  @Test
  void givesUpWhenHopeless() throws IOException {
    Files.writeString(file, BAD.repeat(5));
    CliRun run = dryRun("--max-errors", "4");
    assertThat(run.code()).as(run.stderr()).isEqualTo(1);
    assertThat(run.stderr())
        .contains("gave up after 5 lines, of which 5 were rejected, more than --max-errors 4");
    assertThat(dryRun("--max-errors", "5").code()).isEqualTo(3);
  }

  @Test
  void refusesASchemaWhoseLogicalTypeAvroIgnores() throws IOException {
    Files.writeString(file, "{\"uid\":\"a\",\"ts\":1468244384}\n");
    CliRun run =
        dryRun("--schema", schema("\"type\":\"long\",\"logicalType\":\"timestamp-millis\""));
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.stderr())
        .contains(
            "logicalType of field ts stands beside its type, where Avro ignores it; write"
                + " {\"name\":\"ts\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}}")
        .doesNotContain("\tat ");
    assertThat(run.stdout()).isEmpty();
  }

  @Test
  void warnsOfATimeWithoutAUnit() throws IOException {
    Files.writeString(file, "{\"uid\":\"a\",\"ts\":1468244384}\n");
    CliRun run = dryRun("--schema", schema("\"type\":\"long\""));
    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stderr())
        .startsWith("warning: field ts of schema Ping has the type \"long\", which says no unit")
        .hasLineCount(1);
  }

  @Test
  void nothingIsAssumedOfTimesWhoseZoneIsSaid() throws IOException {
    Files.writeString(file, "{\"uid\":\"a\",\"ts\":\"2016-07-11T15:39:44\"}\n");
    assertThat(dryRun().stdout()).contains("times without an offset: ts 1");
    CliRun said = dryRun("--time-zone", "Europe/Berlin", "--strict", "all");
    assertThat(said.code()).as(said.stderr()).isZero();
    assertThat(said.stdout()).doesNotContain("offset");
  }

  private String schema(String ts) throws IOException {
    Path avsc = directory.resolve("ping.avsc");
    Files.writeString(
        avsc,
        "{\"type\":\"record\",\"name\":\"Ping\",\"fields\":[{\"name\":\"uid\",\"type\":\"string\"},{\"name\":\"ts\",%s}]}"
            .formatted(ts));
    return avsc.toString();
  }

  private CliRun dryRun(String... more) {
    List<String> args = new ArrayList<>(List.of("--dry-run", "--file", file.toString()));
    args.addAll(List.of("--bootstrap-server", "127.0.0.1:1"));
    args.addAll(List.of("--schema-registry", "http://127.0.0.1:1"));
    args.addAll(List.of(more));
    return CliRun.of(new LoaderCommand(), args.toArray(String[]::new));
  }
}
