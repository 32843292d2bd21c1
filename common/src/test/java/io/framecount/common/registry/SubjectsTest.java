package io.framecount.common.registry;

import static io.framecount.common.registry.RegistryClientTest.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framecount.Frame;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubjectsTest {
  private static final String SUBJECT = "frames-value";
  private static final String LOOK_UP = "POST /subjects/frames-value";
  private static final String LATEST = "GET /subjects/frames-value/versions/latest";
  private static final String VERSIONS = "GET /subjects/frames-value/versions";
  private static final String CONFIG = "GET /config/frames-value";
  private static final String REGISTER = "POST /subjects/frames-value/versions";
  private static final Schema OLD =
      SchemaBuilder.record("Frame").fields().requiredString("uid").endRecord();
  private static final Schema WIDER =
      SchemaBuilder.record("Frame").fields().requiredString("uid").optionalLong("ts").endRecord();
  private static final Schema OTHER =
      SchemaBuilder.record("Frame").fields().requiredLong("uid").requiredLong("ts").endRecord();

  private static final Schema WITH_ALIAS =
      SchemaBuilder.record("Frame")
          .fields()
          .name("uid")
          .aliases("user_id")
          .type()
          .stringType()
          .noDefault()
          .endRecord();

  private static final Schema WITHOUT_UID =
      SchemaBuilder.record("Frame").fields().optionalLong("ts").endRecord();

  private FakeRegistry fake;

  @BeforeEach
  void start() throws IOException {
    fake = new FakeRegistry().answer(VERSIONS, 200, "[]");
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void namesSubjectsAsConfluentDoes() {
    assertThat(Subjects.ofValues("frames")).isEqualTo(SUBJECT);
  }

  @Test
  void takesTheSchemaThatIsThere() {
    fake.answer(LATEST, 200, found(2, 5, OLD));
    assertThat(subjects().resolve(SUBJECT, written(OLD), false))
        .isEqualTo(new RegisteredSchema(SUBJECT, 2, 5, OLD));
    assertThat(fake.requests()).containsExactly(LATEST);

    fake.answer(LATEST, 200, found(3, 6, WIDER));
    fake.answer(LOOK_UP, 200, found(2, 5, OLD));
    assertThat(subjects().resolve(SUBJECT, written(OLD), false).id()).isEqualTo(5);
  }

  /** Registries go by the text, and find none of these. */
  @Test
  void takesWhatMeansTheSameWhicheverVersionItIs() {
    Schema generated =
        new Schema.Parser().parse(text(OLD, "'string'", "'string','avro.java.string':'String'"));
    Schema documented = new Schema.Parser().parse(text(OLD, "'string'", "'string','pii':true"));
    fake.answer(LOOK_UP, 404, error(40403, "Schema not found"));
    fake.answer(LATEST, 200, found(3, 6, WIDER));
    fake.answer(VERSIONS, 200, "[1,2,3]");
    fake.answer(VERSIONS + "/1", 200, found(1, 4, generated));
    fake.answer(VERSIONS + "/2", 200, found(2, 5, documented));

    RegisteredSchema found = subjects().resolve(SUBJECT, written(OLD), true);
    assertThat(found).isEqualTo(new RegisteredSchema(SUBJECT, 2, 5, documented));
    assertThat(found.written().text()).contains("pii");
    assertThat(subjects().resolve(SUBJECT, written(generated), false).id()).isEqualTo(5);
    assertThat(fake.requests()).doesNotContain(REGISTER);

    fake.answer(LATEST, 200, found(4, 7, generated));
    assertThat(subjects().resolve(SUBJECT, written(OLD), true).id()).isEqualTo(7);
  }

  @Test
  void passesOverVersionsThatAreNoAvro() {
    fake.answer(LOOK_UP, 404, error(40403, "Schema not found"));
    fake.answer(LATEST, 200, found(3, 6, WIDER));
    fake.answer(VERSIONS, 200, "[1,2,3]");
    fake.answer(VERSIONS + "/1", 200, found(1, 4, OLD));
    fake.answer(
        VERSIONS + "/2", 200, found(2, 5, OLD).replaceFirst("\\{", "{\"schemaType\":\"JSON\","));
    assertThat(subjects().resolve(SUBJECT, written(OLD), false).version()).isEqualTo(1);
  }

  @Test
  void saysThatASubjectIsOfAnotherType() {
    fake.answer(
        LATEST,
        200,
        "{\"subject\":\"frames-value\",\"version\":2,\"id\":5,\"schemaType\":\"JSON\",\"schema\":\"{}\"}");
    assertRefused(OLD, true)
        .withMessage(
            "the registry's frames-value version 2 is not an Avro schema: it is of type JSON");
    assertThat(fake.requests()).doesNotContain(LOOK_UP);
  }

  @Test
  void registersContractsAsTheirFilesHaveThem() {
    assertThat(Frame.getClassSchema().toString()).contains("avro.java.string");
    WrittenSchema contract = WrittenSchema.ofContract(Frame.getClassSchema());
    assertThat(contract.text()).doesNotContain("avro.java.string").contains("\"type\":\"string\"");
    assertThat(contract.schema().getDoc()).isEqualTo(Frame.getClassSchema().getDoc());

    fake.answer(LOOK_UP, 404, error(40403, "Schema not found"));
    fake.answer(LATEST, 200, found(1, 4, contract.schema()));
    assertThat(subjects().resolve(SUBJECT, written(Frame.getClassSchema()), false).id())
        .isEqualTo(4);
    fake.answer(LATEST, 200, found(1, 4, Frame.getClassSchema()));
    assertThat(subjects().resolve(SUBJECT, contract, false).id()).isEqualTo(4);
  }

  @Test
  void registersNothingWithoutBeingAsked() {
    noSubject();
    assertRefused(OLD, false)
        .withMessageContaining("subject frames-value does not exist at " + fake.url())
        .withMessageContaining("run again with --register to create it");

    fake.answer(LOOK_UP, 404, error(40403, "Schema not found"));
    fake.answer(LATEST, 200, found(1, 4, OLD));
    assertRefused(WIDER, false)
        .withMessageContaining("holds another schema, frames-value version 1 (id 4)")
        .withMessageContaining("--register to add it as a new version");
    assertThat(fake.requests()).doesNotContain(REGISTER);
  }

  @Test
  void doesNotAdviseToRegisterWhatWouldBeRefused() {
    fake.answer(LOOK_UP, 404, error(40403, "Schema not found"));
    fake.answer(LATEST, 200, found(1, 4, WITHOUT_UID));
    assertRefused(OLD, false)
        .withMessageContaining("holds another schema, frames-value version 1 (id 4)")
        .withMessageContaining(
            "this one can't be its next version, either: the schema can't follow")
        .withMessageContaining("uid was added without a default")
        .withMessageNotContaining("--register");
  }

  /** As when two counters that make the same subjects begin at once. */
  @Test
  void findsWhatAnotherCommandRegistersInTheMeantime() {
    noSubject();
    fake.when(LOOK_UP, () -> fake.answer(LATEST, 200, found(1, 4, OLD)));
    assertThat(subjects().resolve(SUBJECT, written(OLD), false).id()).isEqualTo(4);
  }

  @Test
  void registersWhenAsked() {
    noSubject();
    fake.answer(REGISTER, 200, "{\"id\":5}");
    fake.when(REGISTER, () -> fake.answer(LOOK_UP, 200, found(1, 5, OLD)));

    assertThat(subjects().resolve(SUBJECT, written(OLD), true))
        .isEqualTo(new RegisteredSchema(SUBJECT, 1, 5, OLD));
    assertThat(fake.requests().subList(3, 6)).containsExactly(REGISTER, LATEST, LOOK_UP);
  }

  @Test
  void registersANewVersionThatReadsTheOld() {
    fake.answer(LOOK_UP, 404, error(40403, "Schema not found"));
    fake.answer(LATEST, 200, found(1, 4, OLD)).answer(REGISTER, 200, "{\"id\":5}");
    fake.when(REGISTER, () -> fake.answer(LOOK_UP, 200, found(2, 5, WIDER)));

    assertThat(subjects().resolve(SUBJECT, written(WIDER), true).version()).isEqualTo(2);
  }

  @Test
  void registersAVersionThatOnlyAddsAnAlias() {
    fake.answer(LOOK_UP, 404, error(40403, "Schema not found"));
    fake.answer(LATEST, 200, found(1, 4, OLD)).answer(REGISTER, 200, "{\"id\":5}");
    fake.when(REGISTER, () -> fake.answer(LOOK_UP, 200, found(2, 5, WITH_ALIAS)));

    assertRefused(WITH_ALIAS, false).withMessageContaining("holds another schema");
    assertThat(subjects().resolve(SUBJECT, written(WITH_ALIAS), true).version()).isEqualTo(2);
  }

  @Test
  void takesTheLatestIfAnotherHasRegisteredItMeanwhile() {
    fake.answer(LOOK_UP, 404, error(40403, "Schema not found"));
    fake.answer(LATEST, 200, found(2, 5, WITH_ALIAS));

    assertThat(subjects().resolve(SUBJECT, written(WITH_ALIAS), false).version()).isEqualTo(2);
    assertThat(fake.requests()).doesNotContain(REGISTER);
  }

  @Test
  void doesNotTrustARegistryThatForgets() {
    noSubject();
    fake.answer(REGISTER, 200, "{\"id\":5}");
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> subjects().resolve(SUBJECT, written(OLD), true))
        .withMessageContaining("then did not find it");
  }

  @Test
  void explainsFieldByFieldWhatDoesNotFit() {
    fake.answer(LOOK_UP, 404, error(40403, "Schema not found"));
    fake.answer(LATEST, 200, found(1, 4, OLD));
    assertRefused(OTHER, true)
        .withMessage(
            "the schema can't follow frames-value version 1 (id 4) under BACKWARD: uid was string"
                + " and is long now, as which old frames can't be read: keep string, or take both"
                + " as a union, or give the new type to a new field with a default; ts was added"
                + " without a default, so old frames can't be read: add \"default\": 0");
    assertThat(fake.requests()).doesNotContain(REGISTER);
  }

  @Test
  void goesByTheLevelOfTheSubject() {
    fake.answer(LOOK_UP, 404, error(40403, "Schema not found"));
    fake.answer(LATEST, 200, found(1, 4, WIDER));
    fake.answer(CONFIG, 200, "{\"compatibilityLevel\":\"FORWARD\"}");
    fake.answer(REGISTER, 200, "{\"id\":5}");
    assertRefused(WITHOUT_UID, true)
        .withMessageContaining("under FORWARD: uid was removed, but readers of the old schema");

    fake.answer(CONFIG, 200, "{\"compatibilityLevel\":\"NONE\"}");
    fake.when(REGISTER, () -> fake.answer(LOOK_UP, 200, found(2, 5, WITHOUT_UID)));
    assertThat(subjects().resolve(SUBJECT, written(WITHOUT_UID), true).id()).isEqualTo(5);
  }

  @Test
  void asksAllVersionsWhereTheLevelIsTransitive() {
    fake.answer(LOOK_UP, 404, error(40403, "Schema not found"));
    fake.answer(LATEST, 200, found(2, 5, WIDER));
    fake.answer(VERSIONS, 200, "[1,2]");
    fake.answer(VERSIONS + "/1", 200, found(1, 4, WITHOUT_UID));
    fake.answer(VERSIONS + "/2", 200, found(2, 5, WIDER));
    fake.answer(CONFIG, 200, "{\"compatibilityLevel\":\"BACKWARD_TRANSITIVE\"}");
    assertRefused(OLD, true)
        .withMessageContaining("can't follow frames-value version 1 (id 4)")
        .withMessageContaining("uid was added without a default");
  }

  @Test
  void saysThatTheRegistryIsReadOnly() {
    noSubject();
    fake.answer(REGISTER, 422, error(42205, "Subject frames-value is in read-only mode"));
    assertRefused(OLD, true)
        .withMessageContaining("is read-only now, so nothing can be registered");

    fake.answer(
        REGISTER, 409, error(0, "Unsupported write operation. Storage is in read-only mode."));
    assertRefused(OLD, true)
        .withMessageContaining("is read-only now, so nothing can be registered");
  }

  @Test
  void saysThatItMayNotRegister() {
    noSubject();
    fake.answer(REGISTER, 403, error(40301, "User is denied operation Write on Subject"));
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> subjects().resolve(SUBJECT, written(OLD), true))
        .withMessageContaining("refuses access (HTTP 403); check its credentials")
        .withMessageContaining("User is denied operation Write on Subject");
  }

  @Test
  void passesOnWhyTheRegistryRefuses() {
    noSubject();
    fake.answer(REGISTER, 409, error(409, "Schema being registered is incompatible"));
    assertRefused(OLD, true)
        .withMessageContaining("does not take the schema for frames-value")
        .withMessageContaining("Schema being registered is incompatible (error 409)");

    fake.answer(REGISTER, 422, error(42201, "Invalid Avro schema"));
    assertRefused(OLD, true).withMessageContaining("Invalid Avro schema");
  }

  @Test
  void doesNotBlameTheSchemaForTroubleOfTheRegistry() {
    noSubject();
    fake.answer(REGISTER, 500, error(50001, "store is down"));
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> subjects().resolve(SUBJECT, written(OLD), true))
        .withMessageContaining("store is down")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ExitCode.FAILED));
  }

  @Test
  void mayBeAllowedNewSubjectsOnly() {
    noSubject();
    assertThat(subjects().find(SUBJECT, written(OLD), Subjects.Registration.NEW_SUBJECT)).isEmpty();

    fake.answer(LATEST, 200, found(1, 4, OLD));
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(
            () -> subjects().find(SUBJECT, written(WIDER), Subjects.Registration.NEW_SUBJECT))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ExitCode.SCHEMA));
    assertThat(fake.requests()).doesNotContain(REGISTER);
  }

  private void noSubject() {
    fake.answer(LOOK_UP, 404, error(40401, "Subject not found"));
    fake.answer(LATEST, 404, error(40401, "Subject not found"));
  }

  private ThrowableAssertAlternative<CommandFailure> assertRefused(
      Schema schema, boolean register) {
    return assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> subjects().resolve(SUBJECT, written(schema), register))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ExitCode.SCHEMA));
  }

  private static WrittenSchema written(Schema schema) {
    return WrittenSchema.of(schema);
  }

  private static String text(Schema schema, String type, String other) {
    return schema
        .toString()
        .replace(type.replace('\'', '"'), "{\"type\":%s}".formatted(other.replace('\'', '"')));
  }

  private Subjects subjects() {
    return new Subjects(new RegistryClient(RegistrySettings.of(fake.url())));
  }

  private static String found(int version, int id, Schema schema) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("subject", SUBJECT)
        .put("version", version)
        .put("id", id)
        .put("schema", schema.toString())
        .toString();
  }
}
