package io.framecount.loader.schema.guess;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.common.input.Inputs;
import io.framecount.loader.command.LoaderCommand;
import io.framecount.loader.convert.AvroBuffer;
import io.framecount.loader.convert.ConvertOptions;
import io.framecount.loader.convert.Converter;
import io.framecount.loader.convert.Leniency;
import io.framecount.loader.schema.guess.Guess.GuessRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every line of a sample loads with the guessed schema and the options named with it. */
class GuessedLoadTest {
  private static final String MONGO =
      """
      {"_id":{"$oid":"57839a2e4c1e4f0001a1b2c3"},"user":{"id":{"$numberLong":"5"}},"at":{"$date":"2016-07-11T13:39:44.5Z"},"n":{"$numberInt":"1"},"x":{"$numberDouble":"1.5"},"b":{"$binary":{"base64":"AAEC","subType":"00"}},"price":{"$numberDecimal":"12.345678901234567890"},"gone":{"$undefined":true}}
      {"_id":{"$oid":"57839a2e4c1e4f0001a1b2c4"},"user":{"id":6},"at":{"$date":{"$numberLong":"1468244385000"}},"n":2,"x":{"$numberDouble":"NaN"},"b":{"$binary":"AAEC","$type":"00"},"price":{"$numberDecimal":"1"},"gone":1}
      {"_id":{"$oid":"57839a2e4c1e4f0001a1b2c5"},"user":{"id":7},"at":{"$timestamp":{"t":1468244386,"i":1}},"n":null,"x":2,"b":null,"price":{"$numberDecimal":"0"},"gone":2}
      """;

  private static final String PANDAS =
      """
      {"uid":"a","ts":1468244384.0,"age":34.0,"big":9007199254740993,"name":"Ann","empty":NaN,"hot":1}
      {"uid":"b","ts":NaN,"age":NaN,"big":NaN,"name":NaN,"empty":NaN,"hot":-Infinity}
      """;

  private static final String PHP =
      """
      {"uid":"a","ts":"2016-07-11 13:39:44","n":5,"name":"Ann","tags":{"x":1},"ok":true,"day":"2016-07-11"}
      {"uid":"","ts":"","n":"","name":"","tags":"","ok":"","day":""}
      """;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "MONGO, EXTENDED_JSON",
    "PANDAS, ALLOW_NAN",
    "PHP, EMPTY_AS_NULL",
  })
  void everyLineLoadsWithWhatIsNeeded(String sample, Leniency needed) throws Exception {
    Guess guess = guess(text(sample));
    assertThat(guess.needed()).containsExactly(needed);
    for (String line : text(sample).lines().toList()) {
      assertThat(loads(guess, line, guess.needed())).as("%s by %s", line, guess.schema()).isTrue();
    }
    assertThat(text(sample).lines()).anyMatch(line -> !loads(guess, line, Set.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MONGO  | _id  | \"string\"",
        "MONGO  | at   | {\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}",
        "MONGO  | n    | [\"null\",\"long\"]",
        "MONGO  | x    | \"double\"",
        "MONGO  | b    | [\"null\",\"bytes\"]",
        "MONGO  | gone | [\"null\",\"long\"]",
        "PANDAS | ts   | [\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}]",
        "PANDAS | age  | \"double\"",
        "PANDAS | big  | [\"null\",\"long\"]",
        "PANDAS | name | [\"null\",\"string\"]",
        "PANDAS | hot  | \"double\"",
        "PHP    | ts   | [\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}]",
        "PHP    | n    | [\"null\",\"long\"]",
        "PHP    | name | \"string\"",
        "PHP    | ok   | [\"null\",\"boolean\"]",
        "PHP    | day  | [\"null\",{\"type\":\"int\",\"logicalType\":\"date\"}]",
      })
  void typesOfFields(String sample, String field, String type) throws Exception {
    assertThat(guess(text(sample)).schema().getField(field).schema())
        .isEqualTo(new Schema.Parser().parse(type));
  }

  @Test
  void objectsThatOnlyLookWrappedStayObjects() throws Exception {
    Guess guess = guess("{\"a\":{\"$date\":\"x\",\"b\":1},\"c\":{\"$regex\":\"x\"},\"d\":{}}");
    assertThat(guess.needed()).isEmpty();
    assertThat(guess.schema().getField("a").schema().getType()).isEqualTo(Schema.Type.RECORD);
  }

  @Test
  void namesTheOptionsThatLoadingAndCountingTake() throws Exception {
    Path file = Files.writeString(directory.resolve("mongo.jsonl"), MONGO);
    CliRun run = CliRun.of(new LoaderCommand(), "schema", "guess", "--file", file.toString());
    assertThat(run.code()).isZero();
    assertThat(run.stderr())
        .contains("load with --extended-json --key user.id")
        .contains("count with --time at --unique user.id");
  }

  @Test
  void findsTimesAndUsersByTheirPaths() throws Exception {
    Guess guess =
        guess(
            "{\"created\":\"2016-07-11T13:39:44Z\",\"ctx\":{\"user_id\":5,\"at\":\"2016-07-11 13:39 UTC\"},"
                + "\"id\":\"x\",\"account\":{\"name\":\"y\",\"status\":\"z\"},\"uid\":\"u\"}");
    assertThat(guess.roles().times()).hasToString("[created, ctx.at]");
    assertThat(guess.roles().users()).hasToString("[uid, ctx.user_id, account.name]");
  }

  private static boolean loads(Guess guess, String line, Set<Leniency> lenient) {
    byte[] bytes = line.getBytes(UTF_8);
    return Converter.compile(guess.schema(), ConvertOptions.defaults().withLenient(lenient), null)
        .convert(bytes, 0, bytes.length, new AvroBuffer(64));
  }

  private static String text(String sample) {
    return switch (sample) {
      case "MONGO" -> MONGO;
      case "PANDAS" -> PANDAS;
      default -> PHP;
    };
  }

  private Guess guess(String lines) throws Exception {
    Path file = Files.writeString(directory.resolve("sample.jsonl"), lines);
    return Sample.of(Inputs.resolve(List.of(file.toString())), 1_000_000, 0)
        .guess(new GuessRules("Frame", 50, false));
  }
}
