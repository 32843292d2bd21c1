package io.framecount.counter.frame.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.text.EpochUnit;
import io.framecount.counter.frame.field.WantedFields.Unsaid;
import io.framecount.counter.frame.json.JsonFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldReaderTest {
  private static final WantedFields WANTED = new WantedFields("ts", "uid");
  private static final String MILLIS = "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}";
  private static final String TS = "{\"name\":\"ts\",\"type\":" + MILLIS + "}";
  private static final String UID = "{\"name\":\"uid\",\"type\":\"string\"}";

  private final FrameFields fields = new FrameFields();

  @Test
  void findsFieldsAfterAndBetweenAllTypes() throws IOException {
    Schema schema =
        record(
            "{\"name\":\"n\",\"type\":\"null\"},{\"name\":\"b\",\"type\":\"boolean\"},"
                + "{\"name\":\"i\",\"type\":\"int\"},{\"name\":\"l\",\"type\":\"long\"},"
                + "{\"name\":\"f\",\"type\":\"float\"},{\"name\":\"d\",\"type\":\"double\"},"
                + UID
                + ",{\"name\":\"s\",\"type\":\"string\"},{\"name\":\"y\",\"type\":\"bytes\"},"
                + "{\"name\":\"x\",\"type\":{\"type\":\"fixed\",\"name\":\"X\",\"size\":3}},"
                + "{\"name\":\"e\",\"type\":{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"B\"]}},"
                + "{\"name\":\"a\",\"type\":{\"type\":\"array\",\"items\":\"string\"}},"
                + "{\"name\":\"m\",\"type\":{\"type\":\"map\",\"values\":\"double\"}},"
                + "{\"name\":\"u\",\"type\":[\"null\",\"string\",\"long\"]},"
                + "{\"name\":\"r\",\"type\":{\"type\":\"record\",\"name\":\"R\",\"fields\":["
                + "{\"name\":\"next\",\"type\":[\"null\",\"R\"]},{\"name\":\"ts\",\"type\":\"long\"}]}},"
                + TS);
    GenericRecord inner =
        new GenericRecordBuilder(schema.getField("r").schema())
            .set("next", null)
            .set("ts", 7L)
            .build();
    GenericRecord nested =
        new GenericRecordBuilder(schema.getField("r").schema())
            .set("next", inner)
            .set("ts", 8L)
            .build();
    GenericData.Record record = new GenericData.Record(schema);
    record.put("b", true);
    record.put("i", -5);
    record.put("l", Long.MIN_VALUE);
    record.put("f", 1.5f);
    record.put("d", 2.5);
    record.put("uid", "Анна");
    record.put("s", "x".repeat(300));
    record.put("y", ByteBuffer.wrap(new byte[200]));
    record.put("x", new GenericData.Fixed(schema.getField("x").schema(), new byte[3]));
    record.put("e", new GenericData.EnumSymbol(schema.getField("e").schema(), "B"));
    record.put("a", List.of("one", "two"));
    record.put("m", Map.of("k", 1.0, "l", 2.0));
    record.put("u", 99L);
    record.put("r", nested);
    record.put("ts", 1_468_244_340_123L);
    assertReads(schema, record, 1_468_244_340_123L, "Анна");
  }

  @Test
  void skipsArrayBlocksBySize() throws IOException {
    Schema schema =
        record(
            "{\"name\":\"a\",\"type\":{\"type\":\"array\",\"items\":\"long\"}}," + TS + "," + UID);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    // A block of two items, told as -2 and their size in bytes.
    encoder.writeLong(-2);
    encoder.writeLong(2);
    encoder.writeLong(1);
    encoder.writeLong(2);
    encoder.writeLong(0);
    encoder.writeLong(42);
    encoder.writeString("u");
    encoder.flush();
    assertReads(schema, out.toByteArray(), 42, "u");
  }

  @ParameterizedTest
  @CsvSource({
    "timestamp-millis, 1500, 1500",
    "timestamp-micros, 1500999, 1500",
    "timestamp-micros, -1, -1",
    "timestamp-nanos, 1500999999, 1500",
    "local-timestamp-millis, 1500, 1500",
    "local-timestamp-micros, 1500999, 1500",
    "local-timestamp-nanos, 1500999999, 1500",
    "something-else, 1468244340123, 1468244340123"
  })
  void turnsTimesIntoMilliseconds(String logicalType, long value, long millis) throws IOException {
    Schema schema =
        record(
            "{\"name\":\"ts\",\"type\":{\"type\":\"long\",\"logicalType\":\"%s\"}},"
                    .formatted(logicalType)
                + UID);
    GenericData.Record record = new GenericData.Record(schema);
    record.put("ts", value);
    record.put("uid", "u");
    assertReads(schema, record, millis, "u");
  }

  @ParameterizedTest
  @CsvSource({
    "MILLIS, 1468244340123, 1468244340123",
    "SECONDS, 1468244340, 1468244340000",
    "MICROS, 1468244340123999, 1468244340123",
    "NANOS, 1468244340123999999, 1468244340123",
    "AUTO, 1468244340, 1468244340000",
    "AUTO, 1468244340123, 1468244340123",
    "AUTO, 1468244340123999, 1468244340123",
    "AUTO, 1468244340123999999, 1468244340123",
    "MILLIS, 0, 0",
    "SECONDS, 5, 5000",
    "SECONDS, -5, -5000",
    "SECONDS, 9223372036854775807, 9223372036854775807"
  })
  void aPlainNumberIsOfTheUnitThatIsSaid(EpochUnit unit, long value, long millis)
      throws IOException {
    Schema schema = record("{\"name\":\"ts\",\"type\":\"long\"}," + UID);
    GenericData.Record record = new GenericData.Record(schema);
    record.put("ts", value);
    record.put("uid", "u");
    byte[] data = bytes(schema, record);
    FieldReader.compile(schema, saying(unit)).read(data, 0, data.length, fields);
    assertThat(fields.time).isEqualTo(millis);
  }

  @ParameterizedTest
  @CsvSource({
    "long, MILLIS, 1468244340, 'the plain number 1468244340, which is 1970-01-17T23:50:44.340Z in milliseconds, but 2016-07-11T13:39:00Z in seconds; if that is its unit, say --epoch-unit seconds'",
    "long, MICROS, 1468244340123, 'in microseconds, but 2016-07-11T13:39:00.123Z in milliseconds; if that is its unit, say --epoch-unit millis'",
    "long, NANOS, 1468244340123456, 'but 2016-07-11T13:39:00.123Z in microseconds; if that is its unit, say --epoch-unit micros'",
    "int, MILLIS, 1468244340, 'the plain number 1468244340, which is 1970'",
    "double, MILLIS, 1468244340, 'the plain number 1468244340, which is 1970'",
    "string, MILLIS, 1468244340, 'the plain number 1468244340, which is 1970'",
    "string, MILLIS, 2016-07-11T15:39:00, 'a time without an offset from UTC; say with --time-zone whose clocks showed it'",
    "string, MILLIS, yesterday, 'is neither a time since 1970 nor one such as 2016-07-11T13:39:44Z'",
    "double, SECONDS, NaN, 'is NaN, not a time'"
  })
  void aTimeThatIsWrongByWhatIsSaidIsRefused(
      String type, EpochUnit unit, String value, String reason) throws IOException {
    Schema schema = record("{\"name\":\"ts\",\"type\":\"" + type + "\"}," + UID);
    byte[] data = bytes(schema, timed(schema, type, value));
    FieldReader reader = FieldReader.compile(schema, saying(unit));
    assertThatThrownBy(() -> reader.read(data, 0, data.length, fields))
        .isInstanceOf(BadRecord.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "int, SECONDS, 1468244340, 1468244340000",
    "double, SECONDS, 1468244340.5, 1468244340500",
    "double, AUTO, 1468244340500, 1468244340500",
    "double, MILLIS, 1468244340500.9, 1468244340500",
    "string, MILLIS, 2016-07-11T15:39:00.5+02:00, 1468244340500",
    "string, SECONDS, 1468244340.5, 1468244340500",
    "string, AUTO, 1468244340500, 1468244340500"
  })
  void timesOfOtherTypesAreRead(String type, EpochUnit unit, String value, long millis)
      throws IOException {
    Schema schema = record("{\"name\":\"ts\",\"type\":[\"null\",\"" + type + "\"]}," + UID);
    byte[] data = bytes(schema, timed(schema, type, value));
    FieldReader.compile(schema, saying(unit)).read(data, 0, data.length, fields);
    assertThat(fields.time).isEqualTo(millis);
  }

  @ParameterizedTest
  @CsvSource({
    "timestamp-millis, 1468251540000, 1468251540000",
    "local-timestamp-millis, 1468251540000, 1468244340000",
    "local-timestamp-micros, 1468251540000000, 1468244340000",
    "local-timestamp-nanos, 1468251540000000000, 1468244340000"
  })
  void localTimesAreOfTheZone(String logicalType, long value, long millis) throws IOException {
    Schema schema =
        record(
            "{\"name\":\"ts\",\"type\":{\"type\":\"long\",\"logicalType\":\"%s\"}},"
                    .formatted(logicalType)
                + UID);
    GenericData.Record record = new GenericData.Record(schema);
    record.put("ts", value);
    record.put("uid", "u");
    byte[] data = bytes(schema, record);
    Unsaid berlin = new Unsaid(EpochUnit.MILLIS, ZoneId.of("Europe/Berlin"), Optional.empty());
    FieldReader.compile(schema, WANTED.with(berlin)).read(data, 0, data.length, fields);
    assertThat(fields.time).isEqualTo(millis);
  }

  /** What --stdin makes of a line, and the topic of the number or text that the line has. */
  @ParameterizedTest
  @ValueSource(strings = {"1468244399", "1468244399999", "1468244399999999", "1468244399999999999"})
  void aTopicAndJsonAreReadByOneRule(String number) throws IOException {
    for (EpochUnit unit : EpochUnit.values()) {
      JsonFrame line = new JsonFrame(saying(unit));
      byte[] json = "{\"ts\":%s,\"uid\":\"u\"}".formatted(number).getBytes(StandardCharsets.UTF_8);
      boolean counted = line.read(json, 0, json.length) == null;
      for (String type : List.of("long", "string", "double", "int")) {
        if (type.equals("int") && number.length() > 10) {
          continue;
        }
        Schema schema = record("{\"name\":\"ts\",\"type\":\"" + type + "\"}," + UID);
        byte[] data = bytes(schema, timed(schema, type, number));
        FieldReader reader = FieldReader.compile(schema, saying(unit));
        if (counted && type.equals("double")) {
          if (line.time() > 100_000_000_000_000L) {
            // Thousands of years ahead, which is not believed anyway.
            continue;
          }
          // 53 bits hold nanoseconds to some hundred of them.
          reader.read(data, 0, data.length, fields);
          assertThat(Math.abs(fields.time - line.time())).as("%s %s", unit, type).isLessThan(2);
        } else if (counted) {
          reader.read(data, 0, data.length, fields);
          assertThat(fields.time).as("%s %s", unit, type).isEqualTo(line.time());
        } else if (unit != EpochUnit.SECONDS) {
          assertThatThrownBy(() -> reader.read(data, 0, data.length, fields))
              .as("%s %s", unit, type)
              .isInstanceOfSatisfying(
                  BadRecord.class,
                  e -> assertThat(e.kind()).isEqualTo(BadRecord.Kind.MISREAD_TIME));
        }
      }
    }
  }

  private static WantedFields saying(EpochUnit unit) {
    return WANTED.with(new Unsaid(unit, ZoneOffset.UTC, Optional.empty()));
  }

  private static GenericData.Record timed(Schema schema, String type, String value) {
    GenericData.Record record = new GenericData.Record(schema);
    record.put(
        "ts",
        switch (type) {
          case "int" -> Integer.valueOf(value);
          case "long" -> Long.valueOf(value);
          case "double" -> Double.valueOf(value);
          default -> value;
        });
    record.put("uid", "u");
    return record;
  }

  @Test
  void takesFieldsByAlias() throws IOException {
    Schema schema =
        record(
            "{\"name\":\"when\",\"aliases\":[\"ts\"],\"type\":"
                + MILLIS
                + "},"
                + "{\"name\":\"who\",\"aliases\":[\"user\",\"uid\"],\"type\":\"bytes\"}");
    GenericData.Record record = new GenericData.Record(schema);
    record.put("when", 9L);
    record.put("who", ByteBuffer.wrap("u".getBytes(StandardCharsets.UTF_8)));
    assertReads(schema, record, 9, "u");
  }

  @Test
  void readsTheBranchOfAUnionThatIsThere() throws IOException {
    Schema schema =
        record(
            "{\"name\":\"ts\",\"type\":[\"null\","
                + MILLIS
                + "]},"
                + "{\"name\":\"uid\",\"type\":[\"string\",\"null\",{\"type\":\"map\",\"values\":\"int\"}]}");
    GenericData.Record record = new GenericData.Record(schema);
    record.put("ts", 5L);
    record.put("uid", "u");
    assertReads(schema, record, 5, "u");
    record.put("ts", null);
    assertRefuses(schema, bytes(schema, record), "field 'ts' is a null");
    record.put("ts", 5L);
    record.put("uid", null);
    assertRefuses(schema, bytes(schema, record), "field 'uid' is a null");
    record.put("uid", Map.of());
    assertRefuses(schema, bytes(schema, record), "field 'uid' is a map");
  }

  @Test
  void anEmptyUserIsAUser() throws IOException {
    Schema schema = record(TS + "," + UID);
    GenericData.Record record = new GenericData.Record(schema);
    record.put("ts", 5L);
    record.put("uid", "");
    assertReads(schema, record, 5, "");
  }

  @Test
  void namesTheFieldsThereAreIfOneIsMissing() {
    Schema schema = record("{\"name\":\"time\",\"type\":\"long\"}," + UID);
    assertThatThrownBy(() -> FieldReader.compile(schema, WANTED))
        .isInstanceOf(BadSchema.class)
        .hasMessage("schema t.Rec has no field 'ts'; its fields are time, uid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"bytes\"",
        "\"float\"",
        "[\"null\",\"boolean\"]",
        "{\"type\":\"int\",\"logicalType\":\"date\"}",
        "{\"type\":\"long\",\"logicalType\":\"time-micros\"}"
      })
  void refusesTypesThatAreNoTime(String type) {
    Schema schema = record("{\"name\":\"ts\",\"type\":" + type + "}," + UID);
    assertThatThrownBy(() -> FieldReader.compile(schema, WANTED))
        .isInstanceOf(BadSchema.class)
        .hasMessageContaining("field 'ts' is")
        .hasMessageContaining("must be a long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"null\"", "[\"null\",{\"type\":\"array\",\"items\":\"long\"}]"})
  void refusesTypesThatAreNoUser(String type) {
    Schema schema = record(TS + ",{\"name\":\"uid\",\"type\":" + type + "}");
    assertThatThrownBy(() -> FieldReader.compile(schema, WANTED))
        .isInstanceOf(BadSchema.class)
        .hasMessageContaining("field 'uid' is");
  }

  @Test
  void refusesASchemaThatIsNoRecord() {
    assertThatThrownBy(() -> FieldReader.compile(Schema.create(Schema.Type.STRING), WANTED))
        .isInstanceOf(BadSchema.class)
        .hasMessageContaining("not a record");
  }

  @Test
  void refusesBytesThatEndTooEarlyOrTooLate() throws IOException {
    Schema schema = record(UID + "," + TS);
    GenericData.Record record = new GenericData.Record(schema);
    record.put("uid", "somebody");
    record.put("ts", 1_468_244_340_123L);
    byte[] good = bytes(schema, record);
    for (int length = 0; length < good.length; length++) {
      assertRefuses(schema, Arrays.copyOf(good, length), "do not fit their schema");
    }
    assertRefuses(schema, Arrays.copyOf(good, good.length + 1), "some are left over");
  }

  @Test
  void refusesDamagedNumbersAndLengths() {
    Schema schema = record(UID + "," + TS);
    byte[] endless = new byte[40];
    Arrays.fill(endless, (byte) 0xff);
    assertRefuses(schema, endless, "more than ten bytes");
    assertRefuses(schema, new byte[] {1, 0}, "end too early");
    Schema union = record("{\"name\":\"ts\",\"type\":[\"null\"," + MILLIS + "]}," + UID);
    assertRefuses(union, new byte[] {4, 0, 0}, "no branch 2");
  }

  @Test
  void refusesRecordsNestedWithoutEnd() {
    Schema schema =
        record(
            "{\"name\":\"r\",\"type\":{\"type\":\"record\",\"name\":\"R\",\"fields\":["
                + "{\"name\":\"next\",\"type\":[\"null\",\"R\"]}]}},"
                + TS
                + ","
                + UID);
    byte[] deep = new byte[100_000];
    Arrays.fill(deep, (byte) 2);
    assertRefuses(schema, deep, "nest deeper");
  }

  @Test
  void aDamagedCountOfItemsWithoutBytesDoesNotSpin() {
    Schema schema =
        record(
            "{\"name\":\"a\",\"type\":{\"type\":\"array\",\"items\":\"null\"}}," + TS + "," + UID);
    byte[] huge = {-2, -1, -1, -1, -1, -1, -1, -1, -1, 1, 0, 2, 2, 'u'};
    FieldReader reader = FieldReader.compile(schema, WANTED);
    reader.read(huge, 0, huge.length, fields);
    assertThat(fields.time).isEqualTo(1);
  }

  private void assertReads(Schema schema, GenericRecord record, long time, String user)
      throws IOException {
    assertReads(schema, bytes(schema, record), time, user);
  }

  /** Reads from the midst of an array, as a fetch has it. */
  private void assertReads(Schema schema, byte[] binary, long time, String user) {
    byte[] around = new byte[binary.length + 20];
    Arrays.fill(around, (byte) 0x55);
    System.arraycopy(binary, 0, around, 10, binary.length);
    FieldReader.compile(schema, WANTED).read(around, 10, 10 + binary.length, fields);
    assertThat(fields.time).isEqualTo(time);
    assertThat(new String(fields.user, fields.userFrom, fields.userLength, StandardCharsets.UTF_8))
        .isEqualTo(user);
  }

  private void assertRefuses(Schema schema, byte[] binary, String reason) {
    FieldReader reader = FieldReader.compile(schema, WANTED);
    byte[] around = Arrays.copyOf(binary, binary.length + 50);
    assertThatThrownBy(() -> reader.read(around, 0, binary.length, fields))
        .isInstanceOf(BadRecord.class)
        .hasMessageContaining(reason);
  }

  private static Schema record(String fields) {
    return new Schema.Parser()
        .parse(
            "{\"type\":\"record\",\"name\":\"Rec\",\"namespace\":\"t\",\"fields\":["
                + fields
                + "]}");
  }

  private static byte[] bytes(Schema schema, GenericRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    return out.toByteArray();
  }
}
