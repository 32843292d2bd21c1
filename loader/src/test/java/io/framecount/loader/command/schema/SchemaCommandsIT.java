package io.framecount.loader.command.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.common.cli.CliRun;
import io.framecount.loader.LoaderRun;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands about schemas, with a real registry. */
@Timeout(120)
class SchemaCommandsIT {
  private static final String WIDER =
      "{\"type\":\"record\",\"name\":\"Frame\",\"namespace\":\"io.framecount\",\"fields\":["
          + "{\"name\":\"uid\",\"type\":\"string\"},"
          + "{\"name\":\"ts\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}},"
          + "{\"name\":\"device_type\",\"type\":\"string\"%s}]}";

  @TempDir private Path directory;
  private String subject;

  @BeforeEach
  void registerTheUsualFrame() {
    subject = SharedPlatform.uniqueName("schemas") + "-value";
    CliRun run = schema("register");
    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stdout())
        .startsWith("registered io.framecount.Frame as " + subject + " version 1 (id ");
  }

  @Test
  void explainsWhatWouldMakeASchemaFit() throws IOException {
    String broken = file("");
    CliRun check = schema("check", "--schema", broken);
    assertThat(check.code()).as(check.stderr()).isEqualTo(4);
    assertThat(check.stdout())
        .startsWith(broken + " is not compatible with " + subject + " version 1 (id ")
        .contains("under BACKWARD")
        .contains("device_type was added without a default, so old frames can't be read")
        .contains("→ add \"default\": \"unknown\"")
        .contains("the registry at " + SharedPlatform.registryUrl() + " says the same");
    assertThat(schema("register", "--schema", broken).code()).isEqualTo(4);
    assertThat(versions()).hasToString("[1]");

    // What was proposed is done, and then it fits.
    String mended = file(",\"default\":\"unknown\"");
    CliRun again = schema("check", "--schema", mended);
    assertThat(again.code()).as(again.stdout()).isZero();
    assertThat(again.stdout()).contains(" is compatible with ").contains("says the same");
    CliRun registered = schema("register", "--schema", mended);
    assertThat(registered.code()).as(registered.stderr()).isZero();
    assertThat(registered.stdout())
        .contains("registered " + mended + " as " + subject + " version 2");
    assertThat(schema("register", "--schema", mended).stdout()).contains("version 2", "already");
    assertThat(versions()).hasToString("[1,2]");
  }

  @Test
  void registersAVersionThatOnlyAddsAnAlias() throws IOException {
    String first = file(",\"default\":\"unknown\"");
    assertThat(schema("register", "--schema", first).stdout()).contains(" version 2 (id ");
    String alias = file(",\"default\":\"unknown\",\"aliases\":[\"device\"]");

    CliRun diff = schema("diff", "--schema", alias);
    assertThat(diff.code()).as(diff.stderr()).isZero();
    assertThat(diff.stdout())
        .contains("  ~ device_type  aliases: none → device")
        .contains(" is compatible with ")
        .doesNotContain("already");
    CliRun registered = schema("register", "--schema", alias);
    assertThat(registered.code()).as(registered.stderr()).isZero();
    assertThat(registered.stdout()).startsWith("registered ").contains(" version 3 (id ");
    assertThat(schema("register", "--schema", alias).stdout()).contains("version 3", "already");
    assertThat(versions()).hasToString("[1,2,3]");
  }

  @Test
  void showsWhatASchemaChanges() throws IOException {
    CliRun diff = schema("diff", "--schema", file(",\"default\":\"x\""));
    assertThat(diff.code()).as(diff.stderr()).isZero();
    assertThat(diff.stdout())
        .contains("  + device_type  string, default \"x\"")
        .contains(" is compatible with ");
    CliRun same = schema("diff", "--schema", "@1", "--against", "1");
    assertThat(same.stdout()).contains("no differences", "already");
    CliRun none = schema("diff", "--against", "9");
    assertThat(none.code()).isEqualTo(4);
    assertThat(none.stderr()).contains("has no version 9 of " + subject + " to compare with");
  }

  @Test
  void goesByTheLevelOfTheSubject() throws IOException {
    String without =
        Files.writeString(
                directory.resolve("w.avsc"),
                WIDER.formatted("").replace("{\"name\":\"uid\",\"type\":\"string\"},", ""))
            .toString();
    SharedPlatform.registry().level(subject, "FORWARD");
    CliRun check = schema("check", "--schema", without, "-o", "json");
    assertThat(check.code()).as(check.stderr()).isEqualTo(4);
    JsonNode json = new ObjectMapper().readTree(check.stdout());
    assertThat(json.get("level").asText()).isEqualTo("FORWARD");
    assertThat(json.at("/registry/answer").asText()).isEqualTo("incompatible");
    JsonNode obstacle = json.at("/versions/0/obstacles/0");
    assertThat(obstacle.get("direction").asText()).isEqualTo("forward");
    assertThat(obstacle.get("path").asText()).isEqualTo("uid");
    assertThat(obstacle.get("remedy").asText()).isEqualTo("keep it");

    // Not set in the registry: Apicurio takes NONE for "as all others".
    CliRun none = schema("check", "--schema", without, "--level", "NONE");
    assertThat(none.code()).as(none.stdout()).isZero();
    assertThat(none.stdout()).contains("note: level NONE takes it, but device_type was added");
    assertThat(schema("check", "--schema", without, "--level", "FULL").code()).isEqualTo(4);
  }

  @Test
  void showsVersionsAndSchema() throws IOException {
    CliRun show = schema("show");
    assertThat(show.code()).as(show.stderr()).isZero();
    assertThat(show.stdout())
        .startsWith(subject + " version 1 (id ")
        .contains("; versions 1; level BACKWARD")
        .contains("\"name\": \"uid\"");
    JsonNode json = new ObjectMapper().readTree(schema("show", "-o", "json").stdout());
    CliRun byId = schema("show", "--schema", "id:" + json.get("id").asInt());
    assertThat(byId.stdout()).contains("\"name\": \"uid\"");
    assertThat(json.at("/schema/name").asText()).isEqualTo("Frame");
  }

  @Test
  void saysWhatIsNotThere() {
    assertThat(schema("show", "--schema", "@7").stderr())
        .contains("subject " + subject + " at ", " has no version 7; it has [1]")
        .hasLineCount(1);
    CliRun missing = LoaderRun.schema("show", "--topic", "nobody");
    assertThat(missing.code()).isEqualTo(4);
    assertThat(missing.stderr()).contains("has no subject nobody-value").hasLineCount(1);
    CliRun first = LoaderRun.schema("check", "--topic", "nobody");
    assertThat(first.code()).isZero();
    assertThat(first.stdout())
        .contains("subject nobody-value does not exist", "any schema may be its first");
    assertThat(schema("show", "--schema", "id:999999").stderr())
        .contains("has no schema with id 999999");
  }

  private String file(String more) throws IOException {
    return Files.writeString(directory.resolve("wider.avsc"), WIDER.formatted(more)).toString();
  }

  private JsonNode versions() throws IOException {
    return new ObjectMapper().readTree(schema("show", "-o", "json").stdout()).get("versions");
  }

  private CliRun schema(String command, String... args) {
    String[] all = new String[args.length + 3];
    all[0] = command;
    all[1] = "--subject";
    all[2] = subject;
    System.arraycopy(args, 0, all, 3, args.length);
    return LoaderRun.schema(all);
  }
}
