package io.framecount.counter.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.avro.WireFormat;
import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.FrameFields;
import io.framecount.counter.frame.field.WantedFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Reads records of many versions while versions are added. */
class FieldReadersTest {
  private static final String V1 =
      "{'name': 'uid', 'type': 'string'}, {'name': 'ts', 'type': {'type': 'long', 'logicalType': 'timestamp-millis'}}";
  private static final String V2 = V1 + ", {'name': 'device', 'type': %s, 'default': %s}";
  private static final String V3 =
      "{'name': 'user_id', 'aliases': ['uid'], 'type': 'string'}, {'name': 'ts', 'type': {'type': 'long', 'logicalType': 'timestamp-millis'}}";

  private final Versions versions = new Versions();
  private final FrameFields fields = new FrameFields();

  /** A subject; ids are versions. */
  private static final class Versions implements TopicSchemas {
    private final List<Schema> all = new ArrayList<>();
    private int asked;

    int add(String fieldsOfRecord) {
      String text = "{'type': 'record', 'name': 'R', 'fields': [%s]}".formatted(fieldsOfRecord);
      all.add(new Schema.Parser().parse(text.replace('\'', '"')));
      return all.size();
    }

    @Override
    public Schema byId(int id) {
      if (id > all.size()) {
        throw new BadRecord("unknown schema id " + id);
      }
      return all.get(id - 1);
    }

    @Override
    public List<Schema> versions(OptionalInt id, Schema schema) {
      asked++;
      return List.copyOf(all);
    }
  }

  @Test
  void oldRecordsAreOfTheDefaultGroup() {
    for (String[] type :
        new String[][] {
          {"'string'", "'unknown'", "unknown"},
          {"'string'", "'(none)'", "((none))"},
          {"['null', 'string']", "null", "(none)"},
          {"['string', 'null']", "'a'", "a"},
          {"{'type': 'enum', 'name': 'E', 'symbols': ['A', 'B']}", "'B'", "B"},
          {"'int'", "42", "42"},
          {"'boolean'", "true", "true"},
          {"'double'", "0.5", "0.5"},
          {"'bytes'", "'\\u00ff'", "ff"}
        }) {
      versions.all.clear();
      versions.add(V1);
      versions.add(V2.formatted(type[0], type[1]));
      FieldReaders readers = readers("uid", Optional.of("device"));
      assertThat(group(readers, record(1, "anna"))).as(type[0]).isEqualTo(type[2]);
    }
  }

  @Test
  void aGroupNobodyKnowsYetIsLookedForAgainWhenANewSchemaComes() {
    versions.add(V1);
    FieldReaders readers = readers("uid", Optional.of("device"));
    assertThat(group(readers, record(1, "anna"))).isEqualTo("(none)");
    assertThat(group(readers, record(1, "anna"))).isEqualTo("(none)");
    assertThat(versions.asked).as("once for each schema").isEqualTo(1);

    versions.add(V2.formatted("'string'", "'unknown'"));
    assertThat(group(readers, record(2, "bert", "phone"))).isEqualTo("phone");
    assertThat(group(readers, record(1, "anna"))).isEqualTo("unknown");
    assertThat(group(readers, record(2, "bert", "phone"))).isEqualTo("phone");
    assertThat(versions.asked).isEqualTo(2);
  }

  @Test
  void recordsOfBeforeAndAfterARenamingAreCountedByEitherName() {
    versions.add(V1);
    versions.add(V3);
    for (String unique : List.of("uid", "user_id")) {
      FieldReaders readers = readers(unique, Optional.empty());
      assertThat(user(readers, record(1, "anna"))).isEqualTo("anna");
      assertThat(user(readers, record(2, "bert"))).isEqualTo("bert");
      assertThat(user(readers, record(1, "anna"))).isEqualTo("anna");
    }
  }

  @Test
  void whatCanNotBeResolvedIsRefusedUntilAVersionTells() {
    versions.add(V1);
    FieldReaders readers = readers("user_id", Optional.empty());
    assertThatThrownBy(() -> user(readers, record(1, "anna")))
        .isInstanceOf(BadRecord.class)
        .hasMessageStartingWith("schema id 1: schema R has no field 'user_id'");
    assertThatThrownBy(() -> user(readers, record(1, "anna"))).isInstanceOf(BadRecord.class);
    assertThat(versions.asked).isEqualTo(1);

    // An id that nobody knows is no reason to ask.
    assertThatThrownBy(() -> user(readers, record(9, "anna"))).hasMessage("unknown schema id 9");
    assertThatThrownBy(() -> user(readers, record(1, "anna"))).isInstanceOf(BadRecord.class);
    assertThat(versions.asked).isEqualTo(1);

    versions.add(V3);
    assertThat(user(readers, record(2, "bert"))).isEqualTo("bert");
    assertThat(user(readers, record(1, "anna"))).isEqualTo("anna");
  }

  /** Confluent's way to have several types in a topic. */
  @Test
  void aUnionOfRecordsIsReadBranchByBranch() throws IOException {
    String union =
        "['null', {'type': 'record', 'name': 'R', 'fields': [%s]},"
            + "{'type': 'record', 'name': 'S', 'fields': [{'name': 'n', 'type': 'int'}]},"
            + "{'type': 'record', 'name': 'T', 'fields': ["
            + "{'name': 'ts', 'type': {'type': 'long', 'logicalType': 'timestamp-millis'}},"
            + " {'name': 'uid', 'type': 'string'}]}]";
    versions.all.add(new Schema.Parser().parse(union.formatted(V1).replace('\'', '"')));
    versions.add(V2.formatted("'string'", "'unknown'"));
    FieldReaders readers = readers("uid", Optional.of("device"));
    assertThat(group(readers, branch(1, 1, "anna", 5L))).isEqualTo("unknown");
    assertThat(user(readers, branch(1, 1, "anna", 5L))).isEqualTo("anna");
    assertThat(user(readers, branch(1, 3, 6L, "bert"))).isEqualTo("bert");
    assertThat(fields.time).isEqualTo(6);
    assertThat(group(readers, branch(1, 3, 6L, "bert"))).isEqualTo("(none)");
    assertThatThrownBy(() -> user(readers, branch(1, 2, 7L)))
        .isInstanceOf(BadRecord.class)
        .satisfies(e -> assertThat(((BadRecord) e).type()).isEqualTo("S"))
        .hasMessageContaining("schema S has no field 'ts'");
    assertThatThrownBy(() -> user(readers, branch(1, 0)))
        .isInstanceOf(BadRecord.class)
        .hasMessage("the schema is a null, not a record");
    assertThatThrownBy(() -> user(readers, branch(1, 4)))
        .hasMessageContaining("a union has no branch 4");
    assertThatThrownBy(() -> user(readers, branch(1, 1, "anna", 5L, 9L)))
        .hasMessageContaining("some are left over");

    // The other way round: by the union, records of the old schema are explained.
    versions.all.clear();
    versions.add(V1);
    versions.all.add(
        new Schema.Parser()
            .parse(union.formatted(V2.formatted("'string'", "'new'")).replace('\'', '"')));
    assertThat(group(readers("uid", Optional.of("device")), record(1, "anna"))).isEqualTo("new");
  }

  @Test
  void aTypeWithoutTheFieldsIsAnotherOneUnlessAVersionOfItHasThem() throws IOException {
    String s = "{'type': 'record', 'name': 'S', 'fields': [{'name': 'n', 'type': 'int'}]}";
    String q = s.replace("'S'", "'Q'");
    String lost = "{'type': 'record', 'name': 'R', 'fields': [{'name': 'uid', 'type': 'string'}]}";
    for (String each : List.of(s, lost, "[%s, %s]".formatted(s, q))) {
      versions.all.add(new Schema.Parser().parse(each.replace('\'', '"')));
    }
    versions.add(V1);
    versions.all.add(new Schema.Parser().parse("[%s, %s]".formatted(lost, s).replace('\'', '"')));
    FieldReaders readers = readers("uid", Optional.empty());
    for (int id : new int[] {1, 3}) {
      assertThatThrownBy(() -> user(readers, branch(id, 0, 7L)))
          .isInstanceOf(BadRecord.class)
          .satisfies(e -> assertThat(((BadRecord) e).type()).isEqualTo(id == 1 ? "S" : "S|Q"));
    }
    for (int id : new int[] {2, 5}) {
      assertThatThrownBy(() -> user(readers, branch(id, 0, 7L)))
          .isExactlyInstanceOf(BadRecord.class)
          .hasMessageContaining("schema %s has no field 'ts'".formatted(id == 2 ? "R" : "S"));
    }
  }

  @Test
  void whatIsNotInThisFormatIsToldByItsLook() {
    versions.add(V1);
    FieldReaders readers = readers("uid", Optional.empty());
    byte[] glue = new byte[20];
    glue[0] = 3;
    for (Object[] strange :
        new Object[][] {
          {record(0, "anna"), "its schema id would be 0, which is none; it may have one of eight"},
          {record(-7, "anna"), "its schema id would be -7, which is none"},
          {"{\"uid\":1}".getBytes(UTF_8), "there is no field 'ts'"},
          {"[{\"uid\":1}]".getBytes(UTF_8), "no JSON object: it is JSON"},
          {glue, "AWS Glue's serializer"},
          {new byte[] {(byte) 0xC3, 1, 2, 3, 4, 5}, "single-object encoding"},
          {new byte[0], "it is something else; was it loaded with another serializer?"},
        }) {
      assertThatThrownBy(() -> user(readers, (byte[]) strange[0]))
          .isInstanceOf(BadRecord.class)
          .hasMessageContaining((String) strange[1]);
    }
    for (String header : List.of("apicurio.value.contentId", "apicurio.value.globalId")) {
      byte[] value = record(1, "anna");
      var headed = new ConsumerRecord<byte[], byte[]>("frames", 0, 0, null, value);
      headed.headers().add(header, new byte[17]);
      FieldReaders fresh = readers("uid", Optional.empty());
      assertThatThrownBy(() -> fresh.read(headed, value, 0, value.length, fields))
          .isInstanceOf(BadRecord.class)
          .hasMessageContaining("its schema id is in the header " + header);
    }
  }

  @Test
  void aUserIsNeverADefault() {
    versions.add("{'name': 'ts', 'type': {'type': 'long', 'logicalType': 'timestamp-millis'}}");
    versions.add(
        "{'name': 'ts', 'type': {'type': 'long', 'logicalType': 'timestamp-millis'}}, {'name': 'uid', 'type': 'string', 'default': 'nobody'}");
    assertThatThrownBy(() -> user(readers("uid", Optional.empty()), new byte[] {0, 0, 0, 0, 1, 2}))
        .isInstanceOf(BadRecord.class)
        .hasMessageContaining("no field 'uid'");
  }

  private FieldReaders readers(String unique, Optional<String> by) {
    return new FieldReaders(versions, new WantedFields("ts", unique, by));
  }

  private String group(FieldReaders readers, byte[] record) {
    readers.read(null, record, 0, record.length, fields);
    return fields.group.of(record, fields.groupFrom, fields.groupLength);
  }

  private String user(FieldReaders readers, byte[] record) {
    readers.read(null, record, 0, record.length, fields);
    return new String(fields.user, fields.userFrom, fields.userLength, UTF_8);
  }

  private static byte[] branch(int id, int branch, Object... values) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] header = new byte[WireFormat.HEADER_BYTES];
    WireFormat.writeHeader(header, id);
    out.write(header);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    encoder.writeIndex(branch);
    for (Object value : values) {
      if (value instanceof Long number) {
        encoder.writeLong(number);
      } else {
        encoder.writeString((String) value);
      }
    }
    encoder.flush();
    return out.toByteArray();
  }

  private static byte[] record(int id, String user, String... more) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] header = new byte[WireFormat.HEADER_BYTES];
      WireFormat.writeHeader(header, id);
      out.write(header);
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      encoder.writeString(user);
      encoder.writeLong(5);
      for (String each : more) {
        encoder.writeString(each);
      }
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
