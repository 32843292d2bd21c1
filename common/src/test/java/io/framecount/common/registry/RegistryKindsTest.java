package io.framecount.common.registry;

import static io.framecount.common.registry.RegistryClientTest.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.compatibility.CompatibilityLevel;
import io.framecount.common.registry.RegistryClient.TestResult.Answer;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where registries that speak the same API do not say the same. */
class RegistryKindsTest {
  private static final WrittenSchema STRING = WrittenSchema.of(Schema.create(Schema.Type.STRING));
  private static final String FOUND =
      "{\"subject\":\"s\",\"version\":3,\"id\":7,\"schema\":\"\\\"string\\\"\"}";
  private static final String ALL = "POST /compatibility/subjects/s/versions";
  private static final String LATEST = ALL + "/3";

  private FakeRegistry fake;
  private RegistryClient client;

  @BeforeEach
  void start() throws IOException {
    fake = new FakeRegistry().otherwise(404, "application/json", error(404, "HTTP 404 Not Found"));
    fake.answer("GET /subjects/s/versions/latest", 404, error(40401, "no subject"));
    client = new RegistryClient(RegistrySettings.of(fake.url()));
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void confluentNormalizesAndGivesReasons() {
    fake.answer("POST /subjects/s/versions", 422, error(42201, "not without normalize"));
    fake.answer("POST /subjects/s/versions?normalize=true", 200, "{\"id\":7}");
    fake.answer("POST /subjects/s?normalize=true", 200, FOUND);
    assertThat(client.register("s", STRING).version()).isEqualTo(3);

    fake.answer(
        ALL + "?verbose=true",
        200,
        "{\"is_compatible\":false,\"messages\":[\"READER_FIELD_MISSING_DEFAULT_VALUE\"]}");
    assertThat(client.testAll("s", STRING))
        .isEqualTo(
            new RegistryClient.TestResult(
                Answer.INCOMPATIBLE, List.of("READER_FIELD_MISSING_DEFAULT_VALUE")));

    fake.answer("GET /config/s?defaultToGlobal=true", 200, level("FULL_TRANSITIVE"));
    assertThat(client.level("s")).contains(CompatibilityLevel.FULL_TRANSITIVE);
  }

  @Test
  void apicurioHasNoCodeForSomeErrors() {
    fake.answer("GET /config/s", 200, level("NONE"));
    fake.answer("GET /config/s?defaultToGlobal=true", 200, level("BACKWARD"));
    assertThat(client.level("s")).contains(CompatibilityLevel.BACKWARD);

    fake.answer("POST /subjects/s/versions", 422, error(0, "Could not execute rule"));
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> client.register("s", STRING))
        .withMessageContaining("answered with error 0: Could not execute rule")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ExitCode.SCHEMA));
    fake.answer(
        "POST /subjects/s/versions", 409, error(0, "Unsupported. Storage is in read-only mode."));
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> client.register("s", STRING))
        .withMessageContaining("is read-only now, so nothing can be registered there")
        .satisfies(e -> assertThat(e.readOnly()).isTrue());

    fake.answer(LATEST, 422, error(42201, "Could not execute compatibility rule"));
    assertThat(client.test("s", 3, STRING))
        .isEqualTo(RegistryClient.TestResult.unknown("Could not execute compatibility rule"));
    fake.answer(LATEST, 200, "{\"is_compatible\":false}");
    assertThat(client.test("s", 3, STRING).answer()).isEqualTo(Answer.INCOMPATIBLE);
  }

  @Test
  void apicurioPassesOverAliasesWhenItNormalizes() {
    String plain = "{\"type\":\"fixed\",\"name\":\"F\",\"size\":2%s}";
    String first = found(1, 7, plain.formatted(""));
    String second = found(2, 8, plain.formatted(",\"aliases\":[\"G\"]"));
    WrittenSchema alias =
        WrittenSchema.of(
            new Schema.Parser().parse(plain.formatted(",\"aliases\":[\"G\"],\"doc\":\"new\"")));
    fake.answer("POST /subjects/s?normalize=true", 200, first);
    fake.answer("GET /subjects/s/versions", 200, "[1]");
    fake.answer("GET /subjects/s/versions/1", 200, first);
    fake.answer("GET /subjects/s/versions/latest", 200, first);
    assertThat(client.lookUp("s", alias)).isEmpty();

    fake.answer("POST /subjects/s/versions?normalize=true", 200, "{\"id\":7}");
    fake.answer("POST /subjects/s/versions", 200, "{\"id\":8}");
    fake.answer("GET /subjects/s/versions/2", 200, second);
    fake.when("POST /subjects/s/versions", this::registerTheSecondTime);
    assertThat(client.register("s", alias).version()).isEqualTo(2);

    // It finds the newest of those that are the same to it.
    fake.answer("POST /subjects/s?normalize=true", 200, second);
    WrittenSchema without = WrittenSchema.of(new Schema.Parser().parse(plain.formatted("")));
    assertThat(client.lookUp("s", without).orElseThrow().id()).isEqualTo(7);
  }

  @Test
  void karapaceTestsOneVersionAtATimeAndHasLevelsOfItsOwn() {
    fake.answer("GET /subjects/s/versions", 200, "[1,3]");
    fake.answer(ALL, 405, "Method Not Allowed");
    fake.answer(ALL + "/1", 200, "{\"is_compatible\":true}");
    fake.answer(LATEST, 200, "{\"is_compatible\":false,\"messages\":[\"missing default\"]}");
    assertThat(client.testAll("s", STRING))
        .isEqualTo(new RegistryClient.TestResult(Answer.INCOMPATIBLE, List.of("missing default")));

    fake.answer("GET /config/s", 404, error(40408, "no subject-level compatibility configured"));
    fake.answer("GET /config", 200, level("FORWARD"));
    assertThat(client.level("s")).contains(CompatibilityLevel.FORWARD);

    fake.answer("POST /subjects/s/versions", 422, error(44302, "references are not supported"));
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> client.register("s", STRING))
        .withMessageContaining("takes no schema that refers to others");

    fake.answer("GET /subjects/s/versions/latest", 403, "{\"message\":\"Forbidden\"}");
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> client.latest("s"))
        .withMessageContaining("refuses access (HTTP 403)")
        .withMessageContaining("it says: Forbidden");
  }

  @Test
  void aSubjectMayHaveAModeOfItsOwn() {
    fake.answer("GET /subjects", 200, "[]");
    fake.answer("GET /mode", 200, "{\"mode\":\"READWRITE\"}");
    assertThat(client.facts("s").mode()).contains("READWRITE");
    fake.answer("GET /mode/s", 404, error(40409, "Subject 's' does not have subject-level mode"));
    assertThat(client.facts("s").mode()).contains("READWRITE");
    // As Apicurio has it, which has no modes of subjects.
    fake.answer("GET /mode/s", 204, "");
    assertThat(client.facts("s").mode()).contains("READWRITE");
    fake.answer("GET /mode/s", 200, "{\"mode\":\"READONLY\"}");
    assertThat(client.facts("s").mode()).contains("READONLY");
  }

  @Test
  void modeImportIsNotReadOnly() {
    fake.answer("POST /subjects/s/versions", 422, error(42205, "Subject s is in import mode"));
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> client.register("s", STRING))
        .withMessageContaining("is in mode IMPORT now")
        .withMessageNotContaining("read-only");
  }

  @Test
  void redpandaRefusesInWordsOfItsOwn() {
    fake.answer("POST /subjects/s", 404, error(40403, "Schema not found"));
    assertThat(client.lookUp("s", STRING)).isEmpty();
    fake.answer("GET /subjects/s/versions/9", 404, error(40402, "Version 9 not found."));
    assertThat(client.version("s", 9)).isEmpty();
    fake.answer("POST /subjects/s/versions", 422, error(42205, "Mode READONLY"));
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> client.register("s", STRING))
        .withMessageContaining("is read-only now")
        .withMessageContaining("it says: Mode READONLY");
  }

  @Test
  void oneThatRefusesToNormalizeIsAskedWithout() {
    fake.answer("POST /subjects/s?normalize=true", 400, error(400, "unknown parameter"));
    fake.answer("POST /subjects/s", 200, FOUND);
    assertThat(client.lookUp("s", STRING)).isPresent();
    assertThat(client.lookUp("s", STRING)).isPresent();
    assertThat(Collections.frequency(fake.requests(), "POST /subjects/s")).isEqualTo(3);
  }

  @Test
  void oneThatHidesItsLevelsHasNone() {
    fake.answer("GET /config/s", 403, "{\"message\":\"no\"}").answer("GET /config", 403, "{}");
    assertThat(client.level("s")).isEmpty();
    fake.answer("GET /config", 200, level("SYNTAX_ONLY"));
    assertThat(client.level("s")).isEmpty();
  }

  @Test
  void placesOfAnIdAreToldByMost() {
    fake.answer("GET /schemas/ids/7/versions", 200, "[{\"subject\":\"s\",\"version\":3}]");
    assertThat(client.placesOf(7)).containsExactly(new RegistryClient.Place("s", 3));
    assertThat(client.placesOf(8)).isEmpty();
  }

  /** Older versions of Avro took these, and wrote records with them. */
  @Test
  void readsWhatIsRegisteredThoughAvroWouldNotTakeItNow() {
    String record =
        "{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"shop-old\",\"fields\":["
            + "{\"name\":\"n\",\"type\":\"int\",\"default\":\"0\"},{\"name\":\"a-b\",\"type\":\"long\"}]}";
    fake.answer("GET /schemas/ids/7", 200, found(1, 7, record));
    Schema schema = client.byId(7);
    assertThat(schema.getFullName()).isEqualTo("shop-old.R");
    assertThat(schema.getFields()).extracting(Schema.Field::name).containsExactly("n", "a-b");

    fake.answer("GET /schemas/ids/8", 200, found(1, 8, "\uFEFF\"string\""));
    assertThat(client.byId(8)).isEqualTo(STRING.schema());
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> client.parse(record, List.of(), "schema r.avsc"))
        .withMessageContaining("schema r.avsc is not an Avro schema");
  }

  @Test
  void confluentsContextsHaveIdsOfTheirOwn() {
    fake.answer("GET /schemas/ids/7", 200, found(1, 7, "\"string\""));
    fake.answer("GET /schemas/ids/7?subject=s", 200, found(1, 7, "\"long\""));
    fake.answer("GET /schemas/ids/7?subject=t", 404, error(40403, "not in that subject"));
    assertThat(client.byId(7).getType()).isEqualTo(Schema.Type.STRING);
    assertThat(client.byId(7, "s").getType()).isEqualTo(Schema.Type.LONG);
    assertThat(client.byId(7, "t").getType()).isEqualTo(Schema.Type.STRING);
    assertThat(client.byId(7, "s").getType()).isEqualTo(Schema.Type.LONG);
    assertThat(fake.requests()).hasSize(4);
  }

  @Test
  void oneThatHasMovedSaysWhereTo() {
    fake.redirect("GET /schemas/ids/7", 308, "https://elsewhere:8081/registry/schemas/ids/7");
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> client.byId(7))
        .withMessageStartingWith(
            fake.url() + " sends its callers to https://elsewhere:8081/registry (HTTP 308)")
        .withMessageEndingWith("name that address with --schema-registry");
  }

  @Test
  void namesTheAddressOfOneThatAddsASlashOrLeavesOutTheHost() {
    fake.redirect("GET /schemas/ids/7", 301, "/registry/schemas/ids/7/?token=abc");
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> client.byId(7))
        .withMessageContaining(" sends its callers to " + fake.url() + "/registry (HTTP 301)")
        .withMessageEndingWith("name that address with --schema-registry");
  }

  /** As a proxy does that wants people to log in; there is no registry at that address. */
  @Test
  void takesNoPageForARegistryThatHasMoved() {
    fake.redirect("GET /schemas/ids/7", 302, "https://login.example/?next=/schemas/ids/7");
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> client.byId(7))
        .withMessage(
            "%s does not answer as a schema registry (HTTP 302, which sends its callers to https://login.example); is the URL right, path included?",
            fake.url());
  }

  @Test
  void aSchemaOfAnotherLanguageIsNoAvro() {
    fake.answer(
        "GET /schemas/ids/7", 200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax = 3\"}");
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> client.byId(7))
        .withMessage("the registry's schema id 7 is not an Avro schema: it is of type PROTOBUF")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ExitCode.SCHEMA));
  }

  private void registerTheSecondTime() {
    if (Collections.frequency(fake.requests(), "POST /subjects/s/versions") == 2) {
      fake.answer("GET /subjects/s/versions", 200, "[1,2]");
    }
  }

  private static String found(int version, int id, String schema) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("subject", "s")
        .put("version", version)
        .put("id", id)
        .put("schema", schema)
        .toString();
  }

  private static String level(String name) {
    return "{\"compatibilityLevel\":\"%s\"}".formatted(name);
  }
}
