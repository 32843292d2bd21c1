package io.framecount.loader.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** A line, converted and read back by Avro. */
final class Converted {
  private static final GenericData TIMES = times();

  private Converted() {}

  /** A record schema of one field v of the given type. */
  static Schema of(String type) {
    return new Schema.Parser()
        .parse(
            "{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"v\", \"type\": %s}]}"
                .formatted(type));
  }

  /** The value of field v in Avro's words, or the reason of the rejection. */
  static String value(String type, String json, ConvertOptions options) {
    Schema schema = of(type);
    Converter converter = Converter.compile(schema, options, null);
    byte[] line = "{\"v\": %s}".formatted(json).getBytes(UTF_8);
    AvroBuffer out = new AvroBuffer(1);
    if (!converter.convert(line, 0, line.length, out)) {
      return converter.rejection().reason().toString();
    }
    return String.valueOf(read(schema, out).get("v"));
  }

  /** The changes to lines since the last call, such as {@code dropped user.nick 2}, in order. */
  static List<String> changes(Converter converter) {
    Map<ChangedValue, Long> changes = new HashMap<>();
    converter.drainTo(changes);
    return changes.entrySet().stream()
        .map(
            change ->
                change.getKey().kind().label()
                    + " "
                    + change.getKey().field()
                    + (change.getKey().value() == null ? "" : "=" + change.getKey().value())
                    + " "
                    + change.getValue())
        .sorted()
        .toList();
  }

  static GenericRecord convert(Converter converter, Schema schema, String json) {
    byte[] line = json.getBytes(UTF_8);
    AvroBuffer out = new AvroBuffer(1);
    boolean good = converter.convert(line, 0, line.length, out);
    assertThat(good).as("%s", good ? "" : converter.rejection()).isTrue();
    return read(schema, out);
  }

  static GenericRecord read(Schema schema, AvroBuffer out) {
    try {
      return new GenericDatumReader<GenericRecord>(schema, schema, TIMES)
          .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GenericData times() {
    GenericData data = new GenericData();
    data.addLogicalTypeConversion(new Conversions.DecimalConversion());
    data.addLogicalTypeConversion(new TimeConversions.DateConversion());
    data.addLogicalTypeConversion(new TimeConversions.TimeMillisConversion());
    data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    data.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
    data.addLogicalTypeConversion(new TimeConversions.TimestampNanosConversion());
    data.addLogicalTypeConversion(new TimeConversions.LocalTimestampMillisConversion());
    return data;
  }
}
