package io.framecount.loader.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.loader.convert.ChangedValue.Kind;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Readings beyond strict ones: each only by its option, and named by the rejection it cures. */
class LeniencyTest {
  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "R", "fields": [
                {"name": "text", "type": ["null", "string"], "default": null},
                {"name": "bytes", "type": ["null", "bytes"], "default": null},
                {"name": "n", "type": ["null", "long"], "default": null},
                {"name": "last", "type": ["int", "null"], "default": 0},
                {"name": "plain", "type": "int", "default": 0},
                {"name": "x", "type": ["null", "double"], "default": null},
                {"name": "f", "type": "float", "default": 0},
                {"name": "ok", "type": "boolean", "default": false},
                {"name": "maybe", "type": ["null", "boolean", "string"], "default": null},
                {"name": "at", "default": null,
                  "type": ["null", {"type": "long", "logicalType": "timestamp-millis"}]},
                {"name": "os", "default": null, "type": ["null", {"type": "enum", "name": "Os",
                  "symbols": ["NONE", "IOS"], "default": "NONE"}]},
                {"name": "id", "default": null, "type": ["null",
                  {"type": "string", "logicalType": "uuid"}]},
                {"name": "id16", "default": null, "type": ["null",
                  {"type": "fixed", "name": "I", "size": 16, "logicalType": "uuid"}]},
                {"name": "money", "default": null, "type": ["null",
                  {"type": "bytes", "logicalType": "decimal", "precision": 6, "scale": 2}]},
                {"name": "any", "type": ["null", "string", "long", "double"], "default": null},
                {"name": "tags", "type": {"type": "array", "items": ["null", "int"]}, "default": []},
                {"name": "in", "default": null, "type": ["null", {"type": "record", "name": "In",
                  "fields": [{"name": "n", "type": ["null", "int"], "default": null}]}]}]}
              """);

  private static final String UUID = "123e4567-e89b-12d3-a456-426614174000";

  /** The line, the option that it needs, and what is stored. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"n\":\"\"              | EMPTY_AS_NULL    | n     | null",
        "\"last\":\"\"           | EMPTY_AS_NULL    | last  | null",
        "\"at\":\"\"             | EMPTY_AS_NULL    | at    | null",
        "\"id\":\"\"             | EMPTY_AS_NULL    | id    | null",
        "\"money\":\"\"          | EMPTY_AS_NULL    | money | null",
        "\"in\":\"\"             | EMPTY_AS_NULL    | in    | null",
        "\"in\":{\"n\":\"\"}     | EMPTY_AS_NULL    | in    | {\"n\": null}",
        "\"tags\":[1,\"\"]       | EMPTY_AS_NULL    | tags  | [1, null]",
        "\"ok\":\"True\"         | LENIENT_BOOLEANS | ok    | true",
        "\"ok\":\"false\"        | LENIENT_BOOLEANS | ok    | false",
        "\"ok\":1                | LENIENT_BOOLEANS | ok    | true",
        "\"ok\":0.0              | LENIENT_BOOLEANS | ok    | false",
        "\"ok\":\"1\"            | LENIENT_BOOLEANS | ok    | true",
        "\"ok\":\"no\"           | LENIENT_BOOLEANS | ok    | false",
        "\"x\":NaN               | ALLOW_NAN        | x     | NaN",
        "\"x\":-Infinity         | ALLOW_NAN        | x     | -Infinity",
        "\"f\":Infinity          | ALLOW_NAN        | f     | Infinity",
        "\"n\":NaN               | ALLOW_NAN        | n     | null",
        "\"text\":NaN            | ALLOW_NAN        | text  | null",
        "\"at\":NaN              | ALLOW_NAN        | at    | null",
        "\"dropped\":[NaN]       | ALLOW_NAN        | n     | null",
        "\"n\":{\"$numberLong\":\"5\"}       | EXTENDED_JSON | n | 5",
        "\"plain\":{\"$numberInt\":\"5\"}    | EXTENDED_JSON | plain | 5",
        "\"f\":{\"$numberDouble\":\"1.5\"}   | EXTENDED_JSON | f | 1.5",
        "\"x\":{\"$numberDouble\":\"NaN\"}   | EXTENDED_JSON | x | NaN",
        "\"text\":{\"$oid\":\"57839a2e4c1e4f0001a1b2c3\"} | EXTENDED_JSON | text | 57839a2e4c1e4f0001a1b2c3",
        "\"text\":{\"$symbol\":\"s\"}        | EXTENDED_JSON | text | s",
        "\"any\":{\"$numberLong\":\"5\"}     | EXTENDED_JSON | any | 5",
        "\"os\":{\"$symbol\":\"IOS\"}        | EXTENDED_JSON | os | IOS",
        "\"money\":{\"$numberDecimal\":\"1.25\"} | EXTENDED_JSON | money | 1.25",
        "\"at\":{\"$date\":\"2016-07-11T13:39:44.5Z\"} | EXTENDED_JSON | at | 2016-07-11T13:39:44.500Z",
        "\"at\":{\"$date\":\"2016-07-11T15:39:44.5+0200\"} | EXTENDED_JSON | at | 2016-07-11T13:39:44.500Z",
        "\"at\":{\"$date\":{\"$numberLong\":\"1468244384500\"}} | EXTENDED_JSON | at | 2016-07-11T13:39:44.500Z",
        "\"at\":{\"$date\":{\"$numberLong\":\"-5\"}} | EXTENDED_JSON | at | 1969-12-31T23:59:59.995Z",
        "\"at\":{\"$date\":5}                | EXTENDED_JSON | at | 1970-01-01T00:00:00.005Z",
        "\"at\":{\"$timestamp\":{\"t\":1468244384,\"i\":3}} | EXTENDED_JSON | at | 2016-07-11T13:39:44Z",
        "\"n\":{\"$undefined\":true}         | EXTENDED_JSON | n | null",
        "\"id\":{\"$uuid\":\"123e4567-e89b-12d3-a456-426614174000\"} | EXTENDED_JSON | id | 123e4567-e89b-12d3-a456-426614174000",
        "\"id\":{\"$binary\":{\"base64\":\"Ej5FZ+ibEtOkVkJmFBdAAA==\",\"subType\":\"04\"}} | EXTENDED_JSON | id | 123e4567-e89b-12d3-a456-426614174000",
        "\"id\":{\"$binary\":\"Ej5FZ+ibEtOkVkJmFBdAAA==\",\"$type\":\"04\"} | EXTENDED_JSON | id | 123e4567-e89b-12d3-a456-426614174000",
      })
  void isTakenWithTheOptionThatTheRejectionNames(
      String member, Leniency option, String field, String stored) {
    String line = "{" + member + "}";
    assertThat(rejection(line, Set.of()).sentence())
        .endsWith(" (" + option.option() + " would take it)");

    assertThat(String.valueOf(converted(line, EnumSet.of(option)).get(field))).isEqualTo(stored);
    assertThat(rejection(line, EnumSet.complementOf(EnumSet.of(option))).sentence())
        .endsWith(" (" + option.option() + " would take it)");
  }

  /** With all options, as without. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"plain\":\"\"            | WRONG_TYPE",
        "\"n\":\" \"               | WRONG_TYPE",
        "\"ok\":2                  | WRONG_TYPE",
        "\"ok\":\"\"               | WRONG_TYPE",
        "\"ok\":\"tru\"            | WRONG_TYPE",
        "\"ok\":null               | WRONG_TYPE",
        "\"plain\":NaN             | WRONG_TYPE",
        "\"n\":Infinity            | WRONG_TYPE",
        "\"x\":nan                 | BAD_JSON",
        "\"x\":NAN                 | BAD_JSON",
        "\"x\":-NaN                | BAD_JSON",
        "\"x\":1e-Infinity         | BAD_JSON",
        "\"x\":Infinit             | BAD_JSON",
        "\"x\":NaNs                | BAD_JSON",
        "\"f\":{\"$numberLong\":\"x\"}        | WRONG_TYPE",
        "\"plain\":{\"$numberLong\":\"5\",\"a\":1} | WRONG_TYPE",
        "\"plain\":{\"$date\":\"2016-07-11T13:39:44Z\"} | WRONG_TYPE",
        "\"plain\":{}              | WRONG_TYPE",
        "\"plain\":{\"$numberInt\":\"2147483648\"} | OUT_OF_RANGE",
        "\"id16\":{\"$binary\":{\"base64\":\"AAAA\",\"subType\":\"04\"}} | BAD_LENGTH",
        "\"id16\":{\"$binary\":{\"base64\":\"?\",\"subType\":\"04\"}} | WRONG_TYPE",
      })
  void takesNothingElse(String member, Rejection.Reason reason) {
    Rejection rejection = rejection("{" + member + "}", EnumSet.allOf(Leniency.class));
    assertThat(rejection.reason().toString()).isEqualTo(reason.toString());
    assertThat(rejection.cures()).isEmpty();
    assertThat(rejection("{" + member + "}", Set.of()).cures()).isEmpty();
  }

  @Test
  void leavesWhatAStrictReadingTakes() {
    String line =
        "{\"text\":\"\",\"bytes\":\"\",\"maybe\":\"true\",\"os\":\"X\",\"x\":\"NaN\",\"any\":1}";
    assertThat(converted(line, EnumSet.allOf(Leniency.class))).isEqualTo(converted(line, Set.of()));
    assertThat(converted(line, Set.of()).get("text")).isEqualTo(converted(line, Set.of()).get(0));
    assertThat(converted("{\"os\":\"\"}", EnumSet.allOf(Leniency.class)).get("os"))
        .as("rather than the default of the enum")
        .isNull();
  }

  @Test
  void namesAllOptionsThatALineNeeds() {
    assertThat(rejection("{\"x\":NaN,\"n\":\"\",\"ok\":1}", Set.of()).sentence())
        .endsWith("(--empty-as-null and --lenient-booleans and --allow-nan would take it)");
    assertThat(rejection("{\"x\":NaN,\"n\":\"\"}", EnumSet.of(Leniency.ALLOW_NAN)).cures())
        .containsExactly(Leniency.EMPTY_AS_NULL);
    assertThat(rejection("{\"x\":NaN,\"n\":\"\",\"plain\":\"?\"}", Set.of()).cures()).isEmpty();
  }

  @Test
  void countsWhatIsStoredInAnotherForm() {
    Converter converter = converter(options(EnumSet.allOf(Leniency.class)));
    Converted.convert(
        converter,
        SCHEMA,
        "{\"n\":\"\",\"ok\":1,\"text\":NaN,\"x\":NaN,\"id\":\"{%s}\",\"at\":%s,\"last\":%s}"
            .formatted(UUID, "{\"$timestamp\":{\"t\":5,\"i\":1}}", "{\"$numberLong\":\"5\"}"));
    assertThat(Converted.changes(converter).stream().filter(c -> !c.startsWith("defaulted")))
        .containsExactly(
            "recast at 1", "recast id 1", "recast n 1", "recast ok 1", "recast text 1");
  }

  @ParameterizedTest
  @CsvSource({
    "123e4567-e89b-12d3-a456-426614174000, 0",
    "123E4567-E89B-12d3-a456-426614174000, 1",
    "123e4567e89b12d3a456426614174000, 1",
    "'{123E4567-e89b-12d3-a456-426614174000}', 1",
    "'{123e4567e89b12d3a456426614174000}', 1",
    "urn:uuid:123e4567-e89b-12d3-a456-426614174000, 1",
    "123e4567-e89b12d3a456426614174000, -1",
    "'{123e4567-e89b-12d3-a456-426614174000', -1",
    "123e4567e89b12d3a45642661417400g, -1",
    "123e4567-e89b-12d3-a456-42661417400, -1",
    "'{}', -1",
  })
  void storesUuidsInTheirUsualForm(String written, int recast) {
    Converter converter = converter(ConvertOptions.defaults());
    String line = "{\"id\":\"%s\",\"id16\":\"%s\"}".formatted(written, written);
    if (recast < 0) {
      assertThat(rejection(line, Set.of()).reason()).isEqualTo(Rejection.Reason.WRONG_TYPE);
      return;
    }
    GenericRecord record = Converted.convert(converter, SCHEMA, line);
    assertThat(String.valueOf(record.get("id"))).isEqualTo(UUID);
    assertThat(Converted.changes(converter).stream().filter(c -> c.startsWith("recast")))
        .hasSize(recast);
    java.util.UUID expected = java.util.UUID.fromString(UUID);
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(expected.getMostSignificantBits()).putLong(expected.getLeastSignificantBits());
    Object id16 = record.get("id16");
    assertThat(id16 instanceof org.apache.avro.generic.GenericFixed fixed ? fixed.bytes() : id16)
        .isEqualTo(bytes.array());
  }

  @Test
  void strictRefusesWhatWouldBeRecast() {
    ConvertOptions strict =
        options(EnumSet.allOf(Leniency.class)).withRefused(EnumSet.of(Kind.RECAST));
    for (String member :
        new String[] {"\"n\":\"\"", "\"ok\":1", "\"n\":NaN", "\"id\":\"{%s}\"".formatted(UUID)}) {
      byte[] line = ("{" + member + "}").getBytes(UTF_8);
      assertThat(converter(strict).convert(line, 0, line.length, new AvroBuffer(1)))
          .as(member)
          .isFalse();
    }
  }

  @Test
  void countsLocalTimesAtAChangeOfTheClocks() {
    ConvertOptions berlin =
        ConvertOptions.defaults().withZone(Optional.of(ZoneId.of("Europe/Berlin")));
    Converter converter = converter(berlin);
    GenericRecord skipped =
        Converted.convert(converter, SCHEMA, "{\"at\":\"2016-03-27 02:30:00\"}");
    assertThat(skipped.get("at")).hasToString("2016-03-27T01:30:00Z");
    Converted.convert(converter, SCHEMA, "{\"at\":\"2016-03-27 03:30:00\"}");
    GenericRecord twice = Converted.convert(converter, SCHEMA, "{\"at\":\"2016-10-30 02:30:00\"}");
    assertThat(twice.get("at")).hasToString("2016-10-30T00:30:00Z");
    assertThat(Converted.changes(converter)).contains("clock-change at 2");

    byte[] line = "{\"at\":\"2016-03-27 02:30:00\"}".getBytes(UTF_8);
    ConvertOptions strict = berlin.withRefused(EnumSet.of(Kind.CLOCK_CHANGE));
    assertThat(converter(strict).convert(line, 0, line.length, new AvroBuffer(1))).isFalse();
  }

  /** An empty text is null rather than the default of an enum; all else stays. */
  @Property(tries = 300)
  void changesNothingThatAStrictReadingTakes(@ForAll long seed) {
    Random random = new Random(seed);
    Schema schema = new RandomSchema(random).record();
    Converter strict = Converter.compile(schema, ConvertOptions.defaults(), null);
    Converter lenient = Converter.compile(schema, options(EnumSet.allOf(Leniency.class)), null);
    RandomJson lines = new RandomJson(random);
    for (int i = 0; i < 20; i++) {
      byte[] line = lines.of(schema).getBytes(UTF_8);
      AvroBuffer strictly = new AvroBuffer(16);
      AvroBuffer leniently = new AvroBuffer(16);
      boolean taken = lenient.convert(line, 0, line.length, leniently);
      if (strict.convert(line, 0, line.length, strictly)) {
        String text = new String(line, UTF_8);
        assertThat(taken).as("%s%n%s", schema, text).isTrue();
        if (!text.contains("\"\"")) {
          assertThat(leniently.toByteArray())
              .as("%s%n%s", schema, text)
              .isEqualTo(strictly.toByteArray());
        }
      }
    }
  }

  private static GenericRecord converted(String line, Set<Leniency> lenient) {
    return Converted.convert(converter(options(lenient)), SCHEMA, line);
  }

  private static Rejection rejection(String json, Set<Leniency> lenient) {
    Converter converter = converter(options(lenient));
    byte[] line = json.getBytes(UTF_8);
    assertThat(converter.convert(line, 0, line.length, new AvroBuffer(1))).as(json).isFalse();
    return converter.rejection();
  }

  private static Converter converter(ConvertOptions options) {
    return Converter.compile(SCHEMA, options, null);
  }

  private static ConvertOptions options(Set<Leniency> lenient) {
    return ConvertOptions.defaults().withLenient(lenient);
  }
}
