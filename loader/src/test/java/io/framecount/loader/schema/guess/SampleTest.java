package io.framecount.loader.schema.guess;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.input.Inputs;
import io.framecount.loader.schema.guess.Guess.Doubt;
import io.framecount.loader.schema.guess.Guess.GuessRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas guessed from JSON lines. */
class SampleTest {
  private static final GuessRules RULES = new GuessRules("x.Frame", 5, false);

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':1}                                  | `'long'`",
        "{'a':1} {'a':null}                       | `['null','long']`",
        "{'a':1} {}                               | `['null','long']`",
        "{'a':1} {'a':1.5}                        | `'double'`",
        "{'a':true} {'a':'x'}                     | `['string','boolean']`",
        "{'a':null}                               | `['null','string']`",
        "{'a':[1,2]} {'a':[]}                     | `{'type':'array','items':'long'}`",
        "{'a':[]}                                 | `{'type':'array','items':['null','string']}`",
        "{'a':[1,null]}                           | `{'type':'array','items':['null','long']}`",
        "{'a':{'1':2}}                            | `{'type':'map','values':'long'}`",
        "{'a':12345678901234567890}               |"
            + " `{'type':'bytes','logicalType':'decimal','precision':20,'scale':0}`",
        "{'a':'2016-07-11T13:39:44Z'}             |"
            + " `{'type':'long','logicalType':'timestamp-millis'}`",
        "{'a':'2016-07-11T13:39:44.123456Z'}      |"
            + " `{'type':'long','logicalType':'timestamp-micros'}`",
        "{'a':'2016-07-11T13:39:44,123456Z'}      |"
            + " `{'type':'long','logicalType':'timestamp-micros'}`",
        "{'a':'2016-07-11'}                       | `{'type':'int','logicalType':'date'}`",
        "{'a':'2016-07-11T13:39:44Z'} {'a':'x'}   | `'string'`",
        "{'a':1468244384}                         | `'long'`"
      })
  void typesOfAField(String lines, String type) throws IOException, Exception {
    assertThat(guess(lines).schema().getField("a").schema())
        .isEqualTo(new Schema.Parser().parse(type.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource({
    "1468244384,timestamp-millis",
    "1468244384123,timestamp-millis",
    "1468244384123456,timestamp-micros",
    "1468244384123456789,timestamp-nanos",
    "1468244384.25,timestamp-millis",
    "\"1468244384\",timestamp-millis"
  })
  void numbersAreTimesIfTheirNameSaysSo(String number, String logical) throws Exception {
    for (String name : List.of("ts", "created_at", "eventTime")) {
      Schema type = guess("{'" + name + "':" + number + "}").schema().getField(name).schema();
      assertThat(type.getLogicalType().getName()).isEqualTo(logical);
    }
    assertThat(guess("{'ts':17}").schema().getField("ts").schema().getLogicalType()).isNull();
  }

  /** A schema of them can't be counted by that field. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'created_at':'yesterday'}                         | created_at: the name is that of a time, but the texts are not times; kept as text",
        "{'ts':'Monday'} {'ts':'2016-07-11T13:39:44Z'} {'ts':'x'} | ts: 1 of 3 texts are times, the others are not; kept as text",
        "{'ts':'x'} {'ts':1468244384}                       | ts: the name is that of a time, but the texts are not times; kept as text; is of several types: whole number, text",
        "{'a':{'updatedAt':''}}                             | a.updatedAt: the name is that of a time, but the texts are not times; kept as text"
      })
  void textsUnderTheNameOfATimeAreDoubtfulIfTheyAreNone(String lines, String doubt)
      throws Exception {
    assertThat(guess(lines).doubts()).hasToString("[" + doubt + "]");
    assertThat(guess("{'state':'new'} {'what':'x'}").doubts()).isEmpty();
  }

  @Test
  void someFlippedBitsAreNoReasonToDoubtAllTimes() throws Exception {
    String lines = "{'ts':1468244384} ".repeat(199) + "{'ts':99}";
    Guess guess = guess(lines);
    assertThat(guess.schema().getField("ts").schema().getLogicalType()).isNotNull();
    assertThat(guess.doubts())
        .containsExactly(new Doubt("ts", "1 of 200 times are not between 1990 and 2100"));
  }

  @Timeout(30)
  @ParameterizedTest
  @ValueSource(
      strings = {"1e2147483647", "123e2147483640", "1e100000000", "-1e-2147483647", "1e1000"})
  void numbersOfTooManyDigitsAreNoDecimals(String number) throws Exception {
    Guess guess = guess("{'ts':%s} {'ts':1}".formatted(number));
    assertThat(guess.schema().getField("ts").schema().getType()).isEqualTo(Schema.Type.DOUBLE);
    assertThat(guess.doubts())
        .extracting(Doubt::reason)
        .singleElement()
        .asString()
        .endsWith(
            "a decimal of 1,000 digits keeps; taken as double, so lines with them are rejected");
  }

  @Test
  void objectsAreRecordsUntilTheyHaveTooManyKeys() throws Exception {
    Schema device = guess("{'device':{'os':'x','v':1}} {'device':{'os':'y'}}").schema();
    assertThat(device.getField("device").schema().getFullName()).isEqualTo("x.FrameDevice");
    assertThat(device.getField("device").schema().getField("v").schema().isNullable()).isTrue();

    String many =
        IntStream.range(0, 6)
            .mapToObj("{'a':{'k%d':1}}"::formatted)
            .collect(Collectors.joining(" "));
    Guess map = guess(many);
    assertThat(map.schema().getField("a").schema())
        .hasToString("{\"type\":\"map\",\"values\":\"long\"}");
    assertThat(map.doubts())
        .containsExactly(new Doubt("a", "has 6 different keys in 6 objects; taken as a map"));
  }

  @Test
  void keysThatAreNoNamesBecomeAliases() throws Exception {
    Guess guess = guess("{'a/b':1,'a_b':2,'1st':3,'κύμα':4}");
    assertThat(guess.schema().getFields())
        .extracting(field -> field.name() + field.aliases())
        .containsExactly("a_b_2[a/b]", "a_b[]", "_1st[1st]", "field[κύμα]");
    assertThat(guess.doubts()).hasSize(3);
  }

  @Test
  void enumsAreNamedAndMadeIfAskedFor() throws Exception {
    String lines = "{'kind':'a'} {'kind':'b'} ".repeat(60);
    Guess text = guess(lines);
    assertThat(text.schema().getField("kind").schema().getType()).isEqualTo(Schema.Type.STRING);
    assertThat(text.doubts())
        .containsExactly(
            new Doubt("kind", "has only the values a, b; kept as text, --enums makes it an enum"));
    Guess enums = guess(lines, new GuessRules("x.Frame", 5, true));
    assertThat(enums.schema().getField("kind").schema().getEnumSymbols()).containsExactly("a", "b");
  }

  @Test
  void doubtsInsideOfADoubtfulPlaceAreLeftOut() throws Exception {
    Guess guess = guess("{'a':{'b':null}} {'a':1}");
    assertThat(guess.doubts())
        .containsExactly(new Doubt("a", "is of several types: whole number, object"));
  }

  @Test
  void linesThatAreNoObjectsAreCounted() throws Exception {
    Path file = file("{'a':1} [1] nonsense {'a':2}x {'a':3}");
    Sample sample = Sample.of(Inputs.resolve(List.of(file.toString())), 1 << 20, 0);
    assertThat(sample.lines()).isEqualTo(5);
    assertThat(sample.unread()).isEqualTo(3);
    assertThat(sample.complete()).isTrue();
    Sample first = Sample.of(Inputs.resolve(List.of(file.toString())), 1 << 20, 2);
    assertThat(first.lines()).isEqualTo(2);
    assertThat(first.complete()).isFalse();
  }

  private Guess guess(String lines) throws Exception {
    return guess(lines, RULES);
  }

  private Guess guess(String lines, GuessRules rules) throws Exception {
    Guess guess =
        Sample.of(Inputs.resolve(List.of(file(lines).toString())), 1 << 20, 0).guess(rules);
    // Whatever is guessed, any parser must take it.
    assertThat(new Schema.Parser().parse(guess.schema().toString())).isEqualTo(guess.schema());
    return guess;
  }

  /** Lines that stand side by side, with ' for ". */
  private Path file(String lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(lines.replace(' ', '\n').replace('\'', '"').getBytes(UTF_8));
    }
    return Files.write(directory.resolve("lines.gz"), bytes.toByteArray());
  }
}
