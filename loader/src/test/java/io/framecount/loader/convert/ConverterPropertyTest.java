package io.framecount.loader.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.text.EpochUnit;
import io.framecount.loader.convert.ConvertOptions.UnknownFields;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;

/** Any schema, any JSON: the converter and the plain way agree byte for byte. */
class ConverterPropertyTest {
  private static final int LINES_PER_SCHEMA = 20;

  @Property(tries = 500)
  void agreesWithTheReference(
      @ForAll long seed,
      @ForAll EpochUnit unit,
      @ForAll boolean avroJson,
      @ForAll boolean failOnUnknown) {
    Random random = new Random(seed);
    Schema schema = new RandomSchema(random).record();
    ConvertOptions options =
        ConvertOptions.defaults()
            .withEpochUnit(unit)
            .withAvroJson(avroJson)
            .withUnknownFields(failOnUnknown ? UnknownFields.FAIL : UnknownFields.DROP);
    Converter converter = Converter.compile(schema, options, null);
    ReferenceConverter reference = new ReferenceConverter(schema, options);
    RandomJson lines = new RandomJson(random);
    AvroBuffer out = new AvroBuffer(16);
    for (int i = 0; i < LINES_PER_SCHEMA; i++) {
      byte[] json = lines.of(schema).getBytes(StandardCharsets.UTF_8);
      byte[] expected = reference.convert(json, 0, json.length);

      out.clear();
      boolean good = converter.convert(json, 0, json.length, out);

      assertThat(good ? out.toByteArray() : null)
          .as(
              "%s%n%s%n%s",
              schema, new String(json, StandardCharsets.UTF_8), good ? "" : converter.rejection())
          .isEqualTo(expected);
    }
  }
}
