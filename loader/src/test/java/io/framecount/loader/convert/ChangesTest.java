package io.framecount.loader.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.loader.convert.ChangedValue.Kind;
import io.framecount.loader.convert.ConvertOptions.UnknownFields;
import io.framecount.loader.convert.Rejection.Reason;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Values that are stored otherwise than they are written are counted by field, or refused. */
class ChangesTest {
  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "R", "fields": [
                {"name": "os", "default": "UNKNOWN", "type": {"type": "enum", "name": "Os",
                  "symbols": ["UNKNOWN", "IOS", "ANDROID"], "default": "UNKNOWN"}},
                {"name": "at", "default": 0,
                  "type": {"type": "long", "logicalType": "timestamp-millis"}},
                {"name": "clock", "default": 0,
                  "type": {"type": "int", "logicalType": "time-millis"}},
                {"name": "local", "default": 0,
                  "type": {"type": "long", "logicalType": "local-timestamp-millis"}},
                {"name": "lat", "type": "float", "default": 0},
                {"name": "share", "type": "double", "default": 0},
                {"name": "home", "type": ["null", {"type": "record", "name": "Addr", "fields": [
                  {"name": "city", "type": ["null", "string"], "default": null},
                  {"name": "os", "type": ["null", "Os"], "default": null}]}], "default": null},
                {"name": "work", "type": ["null", "Addr"], "default": null},
                {"name": "past", "type": {"type": "array", "items": "Addr"}, "default": []}]}
              """);
  private static final List<String> REST =
      List.of(
          "\"os\":\"IOS\"",
          "\"at\":0",
          "\"clock\":0",
          "\"local\":0",
          "\"lat\":0",
          "\"share\":0",
          "\"home\":null",
          "\"work\":null",
          "\"past\":[]");

  private static final Schema NAMES_AGAIN =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "R", "fields": [
                {"name": "uid", "aliases": ["user", "user_id"], "type": "string"},
                {"name": "labels", "default": {}, "type": {"type": "map", "values": "int"}},
                {"name": "pet", "default": null, "type": ["null",
                  {"type": "record", "name": "Cat", "fields": [
                    {"name": "name", "type": "string"}, {"name": "lives", "type": "int"}]},
                  {"type": "record", "name": "Dog", "fields": [
                    {"name": "name", "type": "string"}, {"name": "breed", "type": "string"}]}]},
                {"name": "rest", "default": {}, "framecount.collect": true,
                  "type": {"type": "map", "values": "string"}}]}
              """);

  private final Converter converter = converter(Set.of());

  @Test
  void namesTheFieldByThePathOfItsUse() {
    assertThat(changes("\"work\":{\"city\":\"Oslo\",\"zip\":\"0150\",\"os\":\"Windows\"}"))
        .containsExactly("dropped work.zip 1", "replaced work.os=Windows 1");
    assertThat(
            changes("\"past\":[{\"city\":\"Rome\",\"zip\":1,\"os\":null},{\"zip\":2,\"os\":null}]"))
        .containsExactly("defaulted past.city 1", "dropped past.zip 2");
  }

  @Test
  void countsTextsThatAreNoSymbolApart() {
    for (String os : List.of("ios", "Windows", "", "ios", "IOS")) {
      assertThat(converts("\"os\":\"" + os + "\"")).isTrue();
    }
    assertThat(Converted.changes(converter))
        .containsExactly("replaced os= 1", "replaced os=Windows 1", "replaced os=ios 2");
    for (int i = 0; i < 20; i++) {
      assertThat(converts("\"os\":\"new" + i + "\"")).isTrue();
    }
    assertThat(Converted.changes(converter)).hasSize(8).contains("replaced os 13");
  }

  @Test
  void countsWhatFieldsCannotHold() {
    assertThat(changes("\"lat\":48.1371543,\"share\":0.33333333333333333333"))
        .containsExactly("rounded lat 1", "rounded share 1");
    assertThat(changes("\"lat\":48.137154,\"share\":0.3333333333333333")).isEmpty();
    assertThat(changes("\"at\":1468244384.1239")).containsExactly("rounded at 1");
    assertThat(changes("\"at\":\"2016-07-11T13:39:44.1230001Z\"")).containsExactly("rounded at 1");
    assertThat(changes("\"at\":\"2016-07-11T13:39:44.1230000000001Z\""))
        .containsExactly("rounded at 1");
    assertThat(changes("\"clock\":\"13:39:44.3849\"")).containsExactly("rounded clock 1");
    assertThat(changes("\"at\":\"2016-07-11T13:39:44.123000Z\",\"clock\":\"13:39:44.384000\""))
        .isEmpty();
  }

  @Test
  void countsTimesWithoutAnOffset() {
    assertThat(changes("\"at\":\"2016-07-11 13:39:44\"")).containsExactly("assumed-utc at 1");
    assertThat(changes("\"at\":\"2016-07-11\"")).containsExactly("assumed-utc at 1");
    assertThat(changes("\"at\":\"2016-07-11T13:39:44+02:00\"")).isEmpty();
    assertThat(changes("\"at\":1468244384")).isEmpty();
    assertThat(changes("\"local\":\"2016-07-11T13:39:44\"")).isEmpty();
  }

  @Test
  void countsValuesOfWhichAnotherIsStored() {
    assertThat(changes("\"lat\":1,\"lat\":2")).containsExactly("replaced lat 1");
    assertThat(changes("\"lat\":1,\"lat\":1,\"l\\u0061t\":1")).containsExactly("replaced lat 2");
    assertThat(changes("\"work\":{\"city\":\"Oslo\",\"city\":\"Rome\",\"os\":null}"))
        .containsExactly("replaced work.city 1");
    assertThat(changes("\"past\":[{\"os\":null,\"city\":null,\"os\":\"IOS\"}]"))
        .containsExactly("replaced past.os 1");
    assertThat(changes("\"zip\":1,\"zip\":2"))
        .as("stored neither")
        .containsExactly("dropped zip 2");
    Converter lenient = converter(Set.of());
    assertThat(Converted.convert(lenient, SCHEMA, line("\"lat\":1,\"lat\":2")).get("lat"))
        .as("the last one counts")
        .isEqualTo(2f);
  }

  @Test
  void countsWhatComesUnderANameAgain() {
    Converter names = Converter.compile(NAMES_AGAIN, ConvertOptions.defaults(), null);
    String pet = "\"pet\":null,\"rest\":{}";
    assertThat(
            again(
                names,
                "{\"uid\":\"a\",\"user\":\"b\",\"user_id\":\"c\",\"labels\":{}," + pet + "}"))
        .containsExactly("replaced uid 2");
    assertThat(again(names, "{\"user\":\"b\",\"labels\":{\"x\":1,\"y\":2,\"x\":3}," + pet + "}"))
        .containsExactly("replaced labels 1");
    assertThat(
            again(
                names,
                """
                {"uid":"a","labels":{},"rest":{},"pet":{"name":"Rex","name":"Max","breed":"x"}}"""))
        .as("the cat was only tried")
        .containsExactly("replaced pet.name 1");
    Converter collecting =
        Converter.compile(
            NAMES_AGAIN, ConvertOptions.defaults().withUnknownFields(UnknownFields.COLLECT), null);
    assertThat(again(collecting, "{\"uid\":\"a\",\"labels\":{},\"pet\":null,\"x\":1,\"x\":2}"))
        .containsExactly("replaced rest 1");
  }

  private static List<String> again(Converter converter, String line) {
    assertThat(accepts(converter, line.getBytes(StandardCharsets.UTF_8))).as(line).isTrue();
    return Converted.changes(converter);
  }

  @Test
  void rejectsValuesOfWhichAnotherIsStored() {
    assertThat(reason(Kind.REPLACED, line("\"lat\":1,\"lat\":2"))).isEqualTo(Reason.REPEATED_FIELD);
    Converter strict =
        Converter.compile(
            NAMES_AGAIN, ConvertOptions.defaults().withRefused(EnumSet.of(Kind.REPLACED)), null);
    for (String line :
        List.of(
            "{\"uid\":\"a\",\"user\":\"a\"}",
            "{\"user\":\"a\",\"user_id\":\"a\"}",
            "{\"uid\":\"a\",\"labels\":{\"x\":1,\"y\":2,\"x\":3}}")) {
      assertThat(accepts(strict, line.getBytes(StandardCharsets.UTF_8))).as(line).isFalse();
      assertThat(strict.rejection().reason()).as(line).isEqualTo(Reason.REPEATED_FIELD);
    }
    String once = "{\"user\":\"a\",\"zip\":1,\"zip\":2,\"labels\":{\"x\":1,\"y\":2}}";
    assertThat(accepts(strict, once.getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @Test
  void countsNothingOfALineThatIsRejected() {
    assertThat(converts("\"os\":\"ios\",\"lat\":\"x\"")).isFalse();
    assertThat(converts("\"os\":\"IOS\"")).isTrue();
    assertThat(Converted.changes(converter)).isEmpty();
  }

  @Test
  void rejectsWhatIsNotToBeDone() {
    assertThat(reason(Kind.DROPPED, line("\"zip\":1"))).isEqualTo(Reason.UNKNOWN_FIELD);
    assertThat(reason(Kind.DEFAULTED, "{\"os\":\"IOS\"}")).isEqualTo(Reason.MISSING_FIELD);
    assertThat(reason(Kind.REPLACED, line("\"os\":\"ios\""))).isEqualTo(Reason.UNKNOWN_SYMBOL);
    assertThat(reason(Kind.ROUNDED, line("\"lat\":48.1371543"))).isEqualTo(Reason.INEXACT);
    assertThat(reason(Kind.ROUNDED, line("\"at\":1468244384.1239"))).isEqualTo(Reason.INEXACT);
    assertThat(reason(Kind.ROUNDED, line("\"clock\":\"13:39:44.3849\""))).isEqualTo(Reason.INEXACT);
    assertThat(reason(Kind.ASSUMED_UTC, line("\"at\":\"2016-07-11\""))).isEqualTo(Reason.BAD_TIME);
    Converter strict = converter(EnumSet.allOf(Kind.class));
    assertThat(Converted.convert(strict, SCHEMA, line("\"os\":\"ANDROID\"")).get("os"))
        .hasToString("ANDROID");
  }

  private static Reason reason(Kind refused, String line) {
    byte[] json = line.getBytes(StandardCharsets.UTF_8);
    Converter strict = converter(EnumSet.of(refused));
    assertThat(strict.convert(json, 0, json.length, new AvroBuffer(1))).isFalse();
    Converter lenient = converter(EnumSet.complementOf(EnumSet.of(refused)));
    assertThat(accepts(lenient, json)).as("other kinds are not concerned").isTrue();
    return strict.rejection().reason();
  }

  private List<String> changes(String members) {
    assertThat(converts(members)).as(members).isTrue();
    return Converted.changes(converter);
  }

  private boolean converts(String members) {
    return accepts(converter, line(members).getBytes(StandardCharsets.UTF_8));
  }

  private static boolean accepts(Converter converter, byte[] json) {
    return converter.convert(json, 0, json.length, new AvroBuffer(1));
  }

  /** A whole line, with all fields of which the members don't say something themselves. */
  private static String line(String members) {
    String own = members.replaceAll("\\{[^{}]*\\}", "").replaceAll("\\[[^\\[\\]]*\\]", "");
    Stream<String> rest =
        REST.stream().filter(member -> !own.contains(member.replaceFirst(":.*", ":")));
    return "{" + Stream.concat(rest, Stream.of(members)).collect(Collectors.joining(",")) + "}";
  }

  private static Converter converter(Set<Kind> refused) {
    return Converter.compile(SCHEMA, ConvertOptions.defaults().withRefused(refused), null);
  }
}
