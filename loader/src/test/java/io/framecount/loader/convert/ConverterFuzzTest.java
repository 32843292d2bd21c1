package io.framecount.loader.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.loader.convert.Rejection.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/**
 * Mutated lines, on which the converter must agree with Jackson and the plain way: whether they are
 * good, and then on every byte. Run long with {@code -Dfuzz.seconds=600}, and again as it was with
 * {@code -Dfuzz.seed=}.
 */
class ConverterFuzzTest {
  private static final long SECONDS = Long.getLong("fuzz.seconds", 10);
  private static final long SEED = Long.getLong("fuzz.seed", 20161107);
  private static final int LINES = 200;
  private static final int MUTANTS = 20;

  private static final Schema FRAME =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Frame", "fields": [
                {"name": "uid", "type": "string"},
                {"name": "ts", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}
              """);

  private static final Schema NESTED =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Nested", "fields": [
                {"name": "uid", "type": ["null", "string", "long"]},
                {"name": "n", "type": ["null", "Nested"]},
                {"name": "a", "type": {"type": "array", "items": ["double", "string", "boolean", "null"]}, "default": []},
                {"name": "m", "type": {"type": "map", "values": ["null", "string", {"type": "array", "items": "int"}]}, "default": {}}]}
              """);

  private final Random random = new Random(SEED);
  private final Mutator mutator = new Mutator(random);
  private long compared;
  private long accepted;

  @Test
  void agreesWithJacksonOnMutatedLines() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < end) {
      round(FRAME);
      round(NESTED);
      round(new RandomSchema(random).record());
    }
    System.out.printf(
        "fuzz: seed %d, %d mutated lines agree, %d of them accepted%n", SEED, compared, accepted);
    assertThat(accepted)
        .as("lines that are still good")
        .isBetween(compared / 20, compared - compared / 20);
  }

  private void round(Schema schema) {
    ConvertOptions options = ConvertOptions.defaults();
    Converter converter = Converter.compile(schema, options, null);
    ReferenceConverter reference = new ReferenceConverter(schema, options);
    List<byte[]> lines = lines(schema, reference);
    AvroBuffer out = new AvroBuffer(64);
    for (byte[] line : lines) {
      for (int i = 0; i < MUTANTS; i++) {
        byte[] mutant = mutator.mutate(line, lines.get(random.nextInt(lines.size())));
        compare(schema, mutant, converter, reference, out);
      }
    }
  }

  /** Good lines, where the schema is not so odd that there are hardly any. */
  private List<byte[]> lines(Schema schema, ReferenceConverter reference) {
    RandomJson json = new RandomJson(random);
    List<byte[]> lines = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      byte[] line;
      int tries = 0;
      do {
        line = json.of(schema).getBytes(StandardCharsets.UTF_8);
      } while (++tries < 10 && reference.convert(line, 0, line.length) == null);
      lines.add(line);
    }
    return lines;
  }

  /** The line lies somewhere in a larger array, between bytes that must not be looked at. */
  private void compare(
      Schema schema,
      byte[] line,
      Converter converter,
      ReferenceConverter reference,
      AvroBuffer out) {
    int before = random.nextInt(20);
    int after = random.nextInt(20);
    byte[] array = new byte[before + line.length + after];
    random.nextBytes(array);
    System.arraycopy(line, 0, array, before, line.length);
    int end = before + line.length;
    boolean isJson = true;
    byte[] expected = null;
    try {
      expected = reference.convert(StrictJson.parse(array, before, end));
    } catch (IOException e) {
      isJson = false;
    }

    out.clear();
    boolean good = converter.convert(array, before, end, out);

    byte[] actual = good ? out.toByteArray() : null;
    if (!Arrays.equals(actual, expected)) {
      assertThat(actual)
          .as("seed %d, line %d, schema %s: %s", SEED, compared, schema, printable(line))
          .isEqualTo(expected);
    }
    if (!good) {
      checkRejection(converter.rejection(), line, isJson, out);
    }
    compared++;
    accepted += good ? 1 : 0;
  }

  private static void checkRejection(
      Rejection rejection, byte[] line, boolean isJson, AvroBuffer out) {
    boolean whole =
        rejection.offset() >= 0
            && rejection.offset() <= line.length
            && rejection.path().startsWith("$")
            && !rejection.expected().isEmpty()
            && !rejection.found().isEmpty()
            && isJson != isSyntax(rejection.reason())
            && out.length() == 0;
    assertThat(whole).as("%s of %s", rejection, printable(line)).isTrue();
  }

  private static boolean isSyntax(Reason reason) {
    return switch (reason) {
      case BAD_JSON, INVALID_UTF8, TOO_DEEP -> true;
      default -> false;
    };
  }

  private static String printable(byte[] line) {
    StringBuilder text = new StringBuilder();
    for (byte b : line) {
      text.append(b >= ' ' && b < 0x7F ? (char) b + "" : "<%02x>".formatted(b));
    }
    return text.toString();
  }
}
