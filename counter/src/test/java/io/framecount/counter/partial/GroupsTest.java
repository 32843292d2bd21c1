package io.framecount.counter.partial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.BadSchema;
import io.framecount.counter.frame.field.FieldReader;
import io.framecount.counter.frame.field.FrameFields;
import io.framecount.counter.frame.field.WantedFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupsTest {
  private static final WantedFields WANTED = new WantedFields("ts", "uid", Optional.of("by"));
  private static final String FIXED = "{\"type\":\"fixed\",\"name\":\"F\",\"size\":2}";
  private static final String ENUM =
      "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"android\",\"iOS\"]}";

  private final Groups groups = new Groups();
  private final FrameFields fields = new FrameFields();

  @Test
  void anyScalarIsAGroup() throws IOException {
    assertThat(group("\"string\"", "Берлин")).isEqualTo("Берлин");
    assertThat(group("\"string\"", "")).isEmpty();
    assertThat(group("\"int\"", -7)).isEqualTo("-7");
    assertThat(group("\"long\"", Long.MAX_VALUE)).isEqualTo("9223372036854775807");
    assertThat(group("\"boolean\"", true)).isEqualTo("true");
    assertThat(group("\"boolean\"", false)).isEqualTo("false");
    assertThat(group("\"float\"", 1.5f)).isEqualTo("1.5");
    assertThat(group("\"double\"", -2.25)).isEqualTo("-2.25");
    assertThat(group("\"bytes\"", ByteBuffer.wrap(new byte[] {1, -1}))).isEqualTo("01ff");
    Schema fixed = new Schema.Parser().parse(FIXED);
    assertThat(group(FIXED, new GenericData.Fixed(fixed, new byte[] {16, 2}))).isEqualTo("1002");
    Schema symbols = new Schema.Parser().parse(ENUM);
    assertThat(group(ENUM, new GenericData.EnumSymbol(symbols, "iOS"))).isEqualTo("iOS");
    assertThat(group("\"null\"", null)).isEqualTo("(none)");
  }

  @Test
  void aUnionIsTheBranchThatIsThere() throws IOException {
    String union = "[\"null\",\"string\",\"int\",{\"type\":\"array\",\"items\":\"int\"}]";
    assertThat(group(union, "a")).isEqualTo("a");
    assertThat(group(union, 5)).isEqualTo("5");
    assertThat(group(union, null)).isEqualTo("(none)");
    assertThatThrownBy(() -> group(union, java.util.List.of(1)))
        .isInstanceOf(BadRecord.class)
        .hasMessage("field 'kind' is a array");
  }

  @Test
  void valuesOfOneNameAreOneGroup() throws IOException {
    Schema symbols = new Schema.Parser().parse(ENUM);
    Group fromEnum = find(ENUM, new GenericData.EnumSymbol(symbols, "iOS"));
    assertThat(find("\"string\"", "iOS")).isSameAs(fromEnum);
    assertThat(find("[\"null\",\"string\"]", "iOS")).isSameAs(fromEnum);
    assertThat(groups.all()).hasSize(1);
  }

  @Test
  void namesThatAreOursAreNotTaken() throws IOException {
    assertThat(group("\"string\"", "(none)")).isEqualTo("((none))");
    assertThat(group("\"string\"", "(other)")).isEqualTo("((other))");
    assertThat(group("\"string\"", "((none))")).isEqualTo("(((none)))");
    assertThat(group("\"string\"", "none")).isEqualTo("none");
    assertThat(group("\"string\"", "(None)")).isEqualTo("(None)");
  }

  @Test
  void longValuesAreCut() throws IOException {
    String most = "x".repeat(GroupName.LONGEST);
    assertThat(group("\"string\"", most)).isEqualTo(most);
    assertThat(group("\"string\"", most + "y")).isEqualTo(most + "…");
    assertThat(group("\"string\"", most.repeat(100))).isEqualTo(most + "…");
    String pairs = "x" + "😀".repeat(GroupName.LONGEST);
    assertThat(group("\"string\"", pairs)).hasSize(GroupName.LONGEST).endsWith("😀…");
    assertThat(groups.all()).hasSize(3);
  }

  @Test
  void thousandsAreFoundAgain() throws IOException {
    Set<Group> seen = new HashSet<>();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 12_000; i++) {
        seen.add(find("\"string\"", "group-" + i));
      }
    }
    assertThat(seen).hasSize(12_000).containsExactlyInAnyOrderElementsOf(groups.all());
    groups.clear();
    assertThat(groups.all()).isEmpty();
    assertThat(group("\"string\"", "group-1")).isEqualTo("group-1");
  }

  @Test
  void aSchemaWithoutTheFieldHasNoValueOfIt() throws IOException {
    Schema with = schema("\"string\"");
    GenericData.Record record = new GenericData.Record(with);
    record.put("uid", "u");
    record.put("ts", 5L);
    record.put("kind", "a");
    assertThat(read(with, record).name()).isEqualTo("a");
    Schema without =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"uid\",\"type\":\"string\"},"
                    + "{\"name\":\"ts\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}}]}");
    GenericData.Record old = new GenericData.Record(without);
    old.put("uid", "u");
    old.put("ts", 5L);
    assertThat(read(without, old).name()).isEqualTo("(none)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"array\",\"items\":\"int\"}",
        "{\"type\":\"map\",\"values\":\"int\"}",
        "[{\"type\":\"map\",\"values\":\"int\"}]"
      })
  void otherTypesAreRefused(String type) {
    assertThatThrownBy(() -> FieldReader.compile(schema(type), WANTED))
        .isInstanceOf(BadSchema.class)
        .hasMessageContaining("field 'kind' is");
  }

  @ParameterizedTest
  @CsvSource({"ts", "uid"})
  void aFieldHasOneUse(String field) {
    WantedFields twice = new WantedFields("ts", "uid", Optional.of(field));
    assertThatThrownBy(() -> FieldReader.compile(schema("\"string\""), twice))
        .isInstanceOf(BadSchema.class)
        .hasMessageContaining("can't be both");
  }

  @Test
  void aSymbolThatIsNotThereIsRefused() {
    Schema schema = schema(ENUM);
    FieldReader reader = FieldReader.compile(schema, WANTED);
    byte[] damaged = {2, 'u', 8, 2};
    reader.read(damaged, 0, damaged.length, fields);
    assertThatThrownBy(() -> groups.of(damaged, fields))
        .isInstanceOf(BadRecord.class)
        .hasMessageContaining("no symbol 4");
  }

  private String group(String type, Object value) throws IOException {
    return find(type, value).name();
  }

  private Group find(String type, Object value) throws IOException {
    Schema schema = schema(type);
    GenericData.Record record = new GenericData.Record(schema);
    record.put("uid", "u");
    record.put("kind", value);
    record.put("ts", 5L);
    Group group = read(schema, record);
    assertThat(read(schema, record)).isSameAs(group);
    return group;
  }

  private Group read(Schema schema, GenericRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write("before".getBytes(UTF_8));
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    byte[] data = out.toByteArray();
    FieldReader.compile(schema, WANTED).read(data, 6, data.length, fields);
    assertThat(fields.time).isEqualTo(5);
    return groups.of(data, fields);
  }

  /** The aliased field lies between the others. */
  private static Schema schema(String type) {
    return new Schema.Parser()
        .parse(
            "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"uid\",\"type\":\"string\"},"
                + "{\"name\":\"kind\",\"aliases\":[\"by\"],\"type\":"
                + type
                + "},{\"name\":\"ts\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}}]}");
  }
}
