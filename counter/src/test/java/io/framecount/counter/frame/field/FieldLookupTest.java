package io.framecount.counter.frame.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.json.FieldPath;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.junit.jupiter.api.Test;

class FieldLookupTest {
  private static final Schema V1 = record("R", field("uid", ""), field("ts", ""));
  private static final Schema V2 = record("R", field("uid", ""), field("device", "", "unknown"));
  private static final Schema V3 = record("R", field("user_id", "uid"), field("device", ""));
  private static final Schema V4 = record("R", field("who", "user_id"), field("device", "", "new"));
  private static final List<Schema> ALL = List.of(V1, V2, V3, V4);

  @Test
  void everyNameOfAFieldFindsItInEveryVersionThatAVersionLinksItTo() {
    assertThat(found(V1, "uid")).contains("uid");
    assertThat(found(V1, "user_id")).contains("uid");
    assertThat(found(V3, "uid")).contains("user_id");
    assertThat(found(V3, "who")).contains("user_id");
    assertThat(found(V4, "uid")).contains("who");
    assertThat(found(V4, "user_id")).contains("who");
  }

  @Test
  void namesThatNoVersionLinksAreNotGuessed() {
    // Only the third version knows both, and it does not know who.
    assertThat(found(V1, "who")).isEmpty();
    assertThatThrownBy(() -> names(V1, ALL).require("who"))
        .isInstanceOf(BadSchema.class)
        .hasMessage(
            "schema t.R has no field 'who', nor an alias of that name in any version; its fields are uid, ts");
  }

  @Test
  void aLaterVersionChangesNothingThatWasFound() {
    for (Schema writer : ALL) {
      for (String name : List.of("uid", "user_id", "who", "device")) {
        Optional<String> before = Optional.empty();
        Optional<String> defaultBefore = Optional.empty();
        for (int known = 1; known <= ALL.size(); known++) {
          FieldLookup names = names(writer, ALL.subList(0, known));
          Optional<String> now = names.find(name).map(Field::name);
          Optional<String> defaultNow = names.withDefault(name).map(f -> f.defaultVal().toString());
          if (before.isPresent()) {
            assertThat(now).isEqualTo(before);
          }
          if (defaultBefore.isPresent()) {
            assertThat(defaultNow).isEqualTo(defaultBefore);
          }
          before = now;
          defaultBefore = defaultNow;
        }
      }
    }
  }

  @Test
  void theDefaultIsThatOfTheOldestVersionThatHasOne() {
    assertThat(names(V1, ALL).withDefault("device").orElseThrow().defaultVal())
        .isEqualTo("unknown");
    assertThat(names(V1, List.of(V1, V3)).withDefault("device")).isEmpty();
    assertThat(names(V1, List.of(V1, V3)).knows(FieldPath.ofField("device"))).isTrue();
    assertThat(names(V1, ALL).knows(FieldPath.ofField("devise"))).isFalse();
  }

  @Test
  void aFieldThatMayBeAnyOfSeveralIsNone() {
    Schema both = record("R", field("uid", ""), field("user", ""));
    Schema merged = record("R", field("user_id", "uid", "user"));
    assertThatThrownBy(() -> names(both, List.of(both, merged)).find("user_id"))
        .isInstanceOf(BadSchema.class)
        .hasMessage(
            "schema t.R has several fields that another version calls 'user_id': uid, user");
  }

  @Test
  void recordsOfAnotherKindSayNothing() {
    Schema other = record("Other", field("user_id", "uid"));
    assertThat(names(V1, List.of(V1, other)).find("user_id")).isEmpty();
    Schema renamed = record("Other", field("user_id", "uid"));
    renamed.addAlias("t.R");
    assertThat(names(V1, List.of(V1, renamed)).find("user_id")).isPresent();
  }

  @Test
  void doesNotAskForVersionsWhereTheSchemaItselfTells() {
    FieldLookup names =
        new FieldLookup(
            V3,
            () -> {
              throw new AssertionError("asked");
            });
    assertThat(names.find("uid")).isPresent();
    assertThat(names.find("user_id")).isPresent();
  }

  private static Optional<String> found(Schema writer, String name) {
    return names(writer, ALL).find(name).map(Field::name);
  }

  private static FieldLookup names(Schema writer, List<Schema> versions) {
    return new FieldLookup(writer, () -> versions);
  }

  private static Schema record(String name, Field... fields) {
    return Schema.createRecord(
        name,
        null,
        "t",
        false,
        // A field belongs to one record.
        List.of(fields).stream().map(field -> new Field(field, field.schema())).toList());
  }

  private static Field field(String name, String alias, String... more) {
    Field field =
        alias.isEmpty() && more.length == 1
            ? new Field(name, Schema.create(Schema.Type.STRING), null, more[0])
            : new Field(name, Schema.create(Schema.Type.STRING));
    if (!alias.isEmpty()) {
      field.addAlias(alias);
      List.of(more).forEach(field::addAlias);
    }
    return field;
  }
}
