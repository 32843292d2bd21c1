package io.framecount.loader.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.common.cli.CliRun;
import io.framecount.loader.LoaderRun;
import io.framecount.loader.load.Foreign;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Loads under schemas from wherever they can be named. */
@Timeout(120)
class ChosenSchemaIT {
  private static final String GEO =
      "{\"type\":\"record\",\"name\":\"x.Geo\",\"fields\":[{\"name\":\"lat\",\"type\":\"double\"}]}";
  private static final String PLACED =
      "{\"type\":\"record\",\"name\":\"x.Placed\",\"fields\":["
          + "{\"name\":\"uid\",\"type\":\"string\"},{\"name\":\"at\",\"type\":\"x.Geo\"}]}";

  @TempDir private Path directory;
  private String topic;
  private Path frames;

  @BeforeEach
  void writeFrames() throws IOException {
    topic = SharedPlatform.uniqueName("chosen");
    frames = directory.resolve("a.jsonl");
    Files.writeString(frames, "{\"uid\":\"a\",\"ts\":1468244384,\"at\":{\"lat\":1.5}}\n");
  }

  @Test
  void usesWhatIsRegistered() throws IOException {
    CliRun first = load("--register", "-o", "json");
    assertThat(first.code()).as(first.stderr()).isZero();
    String schema = new ObjectMapper().readTree(first.stdout()).get("schema").asText();
    String id = schema.replaceAll(".*id (\\d+).*", "$1");
    for (String named :
        List.of(
            "@latest",
            "@1",
            "id:" + id,
            "subject:" + topic + "-value",
            "io.framecount.Frame",
            "class:io.framecount.Frame")) {
      CliRun run = load("--schema", named, "--from-start");
      assertThat(run.code()).as("%s: %s", named, run.stderr()).isZero();
      assertThat(run.stdout()).as(named).contains("  schema    " + schema);
    }
    assertThat(Foreign.frames(topic)).hasSize(7);

    String elsewhere = SharedPlatform.uniqueName("elsewhere");
    CliRun borrowed =
        LoaderRun.load(
            elsewhere, "-f", frames.toString(), "--schema", "subject:" + topic + "-value@1");
    assertThat(borrowed.code()).as(borrowed.stderr()).isZero();
    assertThat(borrowed.stdout()).contains("  schema    " + schema);
    assertThat(Foreign.get("/subjects").body()).doesNotContain(elsewhere);
  }

  @Test
  void followsReferences() throws IOException {
    String geo = SharedPlatform.uniqueName("geo");
    SharedPlatform.registry().register(geo, GEO, "[]");
    SharedPlatform.registry()
        .register(
            topic + "-value",
            PLACED,
            "[{\"name\":\"x.Geo\",\"subject\":\"%s\",\"version\":1}]".formatted(geo));
    CliRun run = load("--schema", "@latest");
    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stdout()).contains("loaded 1 frames", topic + "-value version 1");

    // A file takes its types from the references of the subject.
    Path file = Files.writeString(directory.resolve("placed.avsc"), PLACED);
    CliRun fromFile = load("--schema", file.toString(), "--from-start");
    assertThat(fromFile.code()).as(fromFile.stderr()).isZero();
    assertThat(fromFile.stdout()).contains(topic + "-value version 1");

    // Or from other files; then the subject gets them written out.
    String other = SharedPlatform.uniqueName("chosen");
    Path types = Files.writeString(directory.resolve("geo.avsc"), GEO);
    List<String> args = List.of("-f", frames.toString(), "--schema", file.toString(), "--register");
    CliRun without = LoaderRun.load(other, args.toArray(String[]::new));
    assertThat(without.code()).as(without.stderr()).isEqualTo(4);
    assertThat(without.stderr()).contains("refers to x.Geo, which neither it nor --schema-types");
    List<String> with = new ArrayList<>(args);
    with.addAll(List.of("--schema-types", types.toString()));
    CliRun written = LoaderRun.load(other, with.toArray(String[]::new));
    assertThat(written.code()).as(written.stderr()).isZero();
    assertThat(Foreign.frames(other)).containsExactly("a={\"uid\": \"a\", \"at\": {\"lat\": 1.5}}");
  }

  @Test
  void dryRunsUnderARegisteredSchema() {
    CliRun none = load("--dry-run", "--schema", "@latest");
    assertThat(none.code()).isEqualTo(4);
    assertThat(none.stderr()).contains("has no subject " + topic + "-value; nothing was sent");
    assertThat(load("--register").code()).isZero();
    CliRun run = load("--dry-run", "--schema", "@latest");
    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stdout()).contains("  schema    " + topic + "-value version 1 (id ");
  }

  @Test
  void refusesWhatIsNoRecord() {
    String subject = SharedPlatform.uniqueName("text");
    SharedPlatform.registry().register(subject, "\"string\"", "[]");
    CliRun run = load("--schema", "subject:" + subject);
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.stderr())
        .contains("schema " + subject + " version 1 (id ", "is of type string, not a record")
        .hasLineCount(1);
  }

  /** Confluent's way to have several types in a topic. */
  @Test
  void writesABranchOfTheUnionThatTheSubjectHas() throws IOException {
    String seen =
        "{\"type\":\"record\",\"name\":\"x.Seen\",\"fields\":[{\"name\":\"uid\",\"type\":\"string\"}]}";
    SharedPlatform.registry().register(topic + "-value", "[%s,%s]".formatted(GEO, seen), "[]");
    CliRun union = load("--schema", "@latest");
    assertThat(union.code()).isEqualTo(4);
    assertThat(union.stderr())
        .contains("is a union of x.Geo, x.Seen, and a load writes one type")
        .hasLineCount(1);

    Path file = Files.writeString(directory.resolve("seen.avsc"), seen);
    for (String[] options : new String[][] {{}, {"--register", "--from-start"}}) {
      List<String> all = new ArrayList<>(List.of("--schema", file.toString()));
      all.addAll(List.of(options));
      CliRun run = load(all.toArray(String[]::new));
      assertThat(run.code()).as(run.stderr()).isZero();
      assertThat(run.stdout()).contains("  schema    " + topic + "-value version 1 (id ");
    }
    assertThat(Foreign.frames(topic)).containsExactly("a={\"uid\": \"a\"}", "a={\"uid\": \"a\"}");
    CliRun other = load("--schema", "io.framecount.Frame");
    assertThat(other.code()).isEqualTo(4);
    assertThat(other.stderr()).contains("holds another schema");
  }

  /** A class adds properties of Java to the schema, a person docs and tags, an editor a mark. */
  @Test
  void findsWhatMeansTheSameInAnyVersion() throws IOException {
    String text =
        "{\"type\":\"record\",\"name\":\"x.Seen\",\"fields\":[{\"name\":\"uid\",\"type\":%s}%s]}";
    String generated = "{\"type\":\"string\",\"avro.java.string\":\"String\"}";
    String more = ",{\"name\":\"nick\",\"type\":\"string\",\"default\":\"\"}";
    SharedPlatform.registry().register(topic + "-value", text.formatted(generated, ""), "[]");
    SharedPlatform.registry().register(topic + "-value", text.formatted(generated, more), "[]");
    String doc = ",\"doc\":\"who\",\"pii\":true}";
    Path plain =
        Files.writeString(
            directory.resolve("plain.avsc"),
            "\uFEFF" + text.formatted("\"string\"", "").replace("}]", doc + "]"));

    CliRun asIs = load("--schema", plain.toString());
    assertThat(asIs.code()).as(asIs.stderr()).isZero();
    CliRun allowed = load("--schema", plain.toString(), "--register", "--from-start");
    assertThat(allowed.code()).as(allowed.stderr()).isZero();
    assertThat(List.of(asIs.stdout(), allowed.stdout()))
        .allMatch(out -> out.contains("  schema    " + topic + "-value version 1 (id "));
    assertThat(Foreign.get("/subjects/" + topic + "-value/versions").body()).isEqualTo("[1,2]");
  }

  private CliRun load(String... args) {
    List<String> all = new ArrayList<>(List.of("-f", frames.toString()));
    all.addAll(List.of(args));
    return LoaderRun.load(topic, all.toArray(String[]::new));
  }
}
