package io.framecount.counter.frame.field;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users of all types: their bytes must be those of the text that other tools would count. */
class UniqueStepTest {
  private static final String SCALARS =
      "\"int\",\"long\",\"float\",\"double\",\"boolean\",\"string\",\"bytes\","
          + "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"RED\",\"GREEN\"]},"
          + "{\"type\":\"fixed\",\"name\":\"X\",\"size\":5}";

  private final FrameFields fields = new FrameFields();

  @Test
  void findsWhatTheTextOfAnyValueIs() throws IOException {
    Schema schema = record("[\"null\"," + SCALARS + "]");
    FieldReader reader = FieldReader.compile(schema, new WantedFields("ts", "uid"));
    for (Object random : new RandomData(schema, 20_000, 42)) {
      GenericData.Record record = (GenericData.Record) random;
      byte[] binary = binary(schema, record);
      Object user = record.get("uid");
      if (user == null) {
        assertThatThrownBy(() -> reader.read(binary, 0, binary.length, fields))
            .isInstanceOf(BadRecord.class)
            .hasMessage("field 'uid' is a null");
      } else {
        reader.read(binary, 0, binary.length, fields);
        assertIs(user, user());
        assertThat(fields.time).isEqualTo((Long) record.get("ts"));
      }
    }
  }

  private static void assertIs(Object value, byte[] user) {
    String text = new String(user, UTF_8);
    if (value instanceof Double number) {
      assertThat(Double.parseDouble(text)).isEqualTo(number);
      assertThat(text.length()).isLessThanOrEqualTo(number.toString().length());
    } else if (value instanceof Float number) {
      assertThat(Float.parseFloat(text)).isEqualTo(number);
      assertThat(text.length()).isLessThanOrEqualTo(number.toString().length());
    } else if (value instanceof ByteBuffer bytes) {
      assertThat(ByteBuffer.wrap(user)).isEqualTo(bytes);
    } else if (value instanceof GenericData.Fixed fixed) {
      assertThat(user).isEqualTo(fixed.bytes());
    } else {
      assertThat(text).isEqualTo(value.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "42, 42",
    "0, 0",
    "-1, -1",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808"
  })
  void oneNumberIsOneUserWhateverItsType(long number, String text) throws IOException {
    assertThat(read("\"long\"", number)).isEqualTo(text);
    assertThat(read("{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}", number))
        .isEqualTo(text);
    assertThat(read("[\"null\",\"string\",\"long\"]", number)).isEqualTo(text);
    assertThat(read("\"string\"", text)).isEqualTo(text);
    if ((int) number == number) {
      assertThat(read("\"int\"", (int) number)).isEqualTo(text);
      assertThat(read("{\"type\":\"int\",\"logicalType\":\"date\"}", (int) number)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.0",
    "-0.0, -0.0",
    "0.1, 0.1",
    "2e23, 2.0E23",
    "1.0E7, 1.0E7",
    "0.001, 0.001",
    "4.9E-324, 4.9E-324",
    "NaN, NaN",
    "-Infinity, -Infinity"
  })
  void floatingNumbersAreWrittenAsJavaDoes(double number, String text) throws IOException {
    assertThat(read("\"double\"", number)).isEqualTo(text);
    if (Float.toString((float) number).equals(text)) {
      assertThat(read("\"float\"", (float) number)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"array\",\"items\":\"int\"}",
        "[\"null\",{\"type\":\"map\",\"values\":\"int\"}]",
        "\"null\""
      })
  void refusesWhatIsNoScalar(String type) {
    assertThatThrownBy(() -> FieldReader.compile(record(type), new WantedFields("ts", "uid")))
        .isInstanceOf(BadSchema.class)
        .hasMessageContaining("users are counted by a string, enum, number");
  }

  @Test
  void aDamagedSymbolIsNoUser() {
    FieldReader reader =
        FieldReader.compile(
            record("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}"),
            new WantedFields("ts", "uid"));
    assertThatThrownBy(() -> reader.read(new byte[] {2, 2}, 0, 2, fields))
        .isInstanceOf(BadRecord.class)
        .hasMessageContaining("no symbol 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"string\"", "\"long\""})
  void readingAUserAllocatesNothing(String type) throws IOException {
    Schema schema = record(type);
    Object user = type.contains("long") ? Long.MIN_VALUE : "somebody";
    byte[] binary = binary(schema, frame(schema, user));
    FieldReader reader = FieldReader.compile(schema, new WantedFields("ts", "uid"));
    read(reader, binary);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    read(reader, binary);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(50_000);
  }

  private void read(FieldReader reader, byte[] binary) {
    for (int i = 0; i < 50_000; i++) {
      reader.read(binary, 0, binary.length, fields);
    }
  }

  private String read(String type, Object user) throws IOException {
    Schema schema = record(type);
    byte[] binary = binary(schema, frame(schema, user));
    FieldReader.compile(schema, new WantedFields("ts", "uid"))
        .read(binary, 0, binary.length, fields);
    return new String(user(), UTF_8);
  }

  private byte[] user() {
    int to = fields.userFrom + fields.userLength;
    return Arrays.copyOfRange(fields.user, fields.userFrom, to);
  }

  private static GenericData.Record frame(Schema schema, Object user) {
    GenericData.Record record = new GenericData.Record(schema);
    record.put("uid", user);
    record.put("ts", 1_468_244_340_123L);
    return record;
  }

  private static Schema record(String uid) {
    return new Schema.Parser()
        .parse(
            "{\"type\":\"record\",\"name\":\"Rec\",\"fields\":[{\"name\":\"uid\",\"type\":"
                + uid
                + "},{\"name\":\"ts\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}}]}");
  }

  private static byte[] binary(Schema schema, GenericData.Record record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericData.Record>(schema).write(record, encoder);
    return out.toByteArray();
  }
}
