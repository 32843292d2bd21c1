package io.framecount.loader.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.common.cli.CliRun;
import io.framecount.loader.LoaderRun;
import io.framecount.local.SharedPlatform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class StatusIT {
  private static final String LINE = "{\"uid\":\"a\",\"ts\":1468244384}\n";

  @TempDir Path directory;
  private final String topic = SharedPlatform.uniqueName("frames");

  @Test
  void saysThatThereAreNoLoads() {
    CliRun run = LoaderRun.status("--topic", topic);
    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stdout())
        .as(run.stderr())
        .isEqualToIgnoringNewLines(
            "no loads into %s are known at %s".formatted(topic, SharedPlatform.bootstrapServers()));
    assertThat(LoaderRun.status("--topic", topic, "-o", "json").stdout().strip()).isEqualTo("[]");
  }

  @Test
  void showsHowFarEachFileIs() throws IOException {
    Path whole = Files.writeString(directory.resolve("a.jsonl"), LINE + "{oops\n");
    Path damaged = Files.write(directory.resolve("b.gz"), tornGzip(LINE.repeat(20_000)));
    Instant before = Instant.now();
    assertThat(LoaderRun.load(topic, "-f", whole.toString(), "--register").code()).isEqualTo(3);
    assertThat(LoaderRun.load(topic, "-f", damaged.toString()).code()).isEqualTo(1);

    JsonNode rows =
        new ObjectMapper().readTree(LoaderRun.status("-t", topic, "-o", "json").stdout());
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get("file").asText()).isEqualTo(whole.toString());
    assertThat(rows.get(0).get("lines").asInt()).isEqualTo(2);
    assertThat(rows.get(0).get("bytes").asLong()).isEqualTo(Files.size(whole));
    assertThat(rows.get(0).get("frames").asInt()).isEqualTo(1);
    assertThat(rows.get(0).get("rejected").asInt()).isEqualTo(1);
    assertThat(rows.get(0).get("complete").asBoolean()).isTrue();
    assertThat(Instant.parse(rows.get(0).get("saved").asText()))
        .isBetween(before.minus(Duration.ofSeconds(1)), Instant.now());
    assertThat(rows.get(1).get("complete").asBoolean()).isFalse();
    int stoppedAt = rows.get(1).get("lines").asInt();
    assertThat(stoppedAt).isBetween(1, 19_999);

    assertThat(LoaderRun.status("-t", topic).stdout().lines())
        .hasSize(3)
        .element(2)
        .satisfies(row -> assertThat(row).contains("stopped at line %,d".formatted(stoppedAt)));
    // How wide the first column is depends on the other topics.
    assertThat(LoaderRun.status().stdout()).containsPattern(topic + " +" + whole);
  }

  private static byte[] tornGzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
  }
}
