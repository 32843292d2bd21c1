package io.framecount.loader.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.loader.convert.ChangedValue.Kind;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** What is stored otherwise than it is written is counted by field, or refused. */
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
  private static final String REST =
      """
      "os":"IOS","at":0,"clock":0,"local":0,"lat":0,"share":0,"home":null,"work":null,"past":[]""";

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

  /** The last of two members of a name counts. */
  private static String line(String members) {
    return "{" + REST + "," + members + "}";
  }

  private static Converter converter(Set<Kind> refused) {
    return Converter.compile(SCHEMA, ConvertOptions.defaults().withRefused(refused), null);
  }
}
