package io.framecount.e2e.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.counter.view.StoredJson;
import io.framecount.loader.convert.AvroBuffer;
import io.framecount.loader.convert.ConvertOptions;
import io.framecount.loader.convert.Converter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;

/** The output of {@code counter tail} loads back to the same record, whatever its types. */
class RoundTripTest {
  private static final List<String> SIMPLE =
      List.of(
          "\"boolean\"",
          "\"int\"",
          "\"long\"",
          "\"float\"",
          "\"double\"",
          "\"string\"",
          "\"bytes\"",
          "{'type': 'fixed', 'name': '#', 'size': 5}",
          "{'type': 'fixed', 'name': '#', 'size': 12, 'logicalType': 'duration'}",
          "{'type': 'fixed', 'name': '#', 'size': 16, 'logicalType': 'uuid'}",
          "{'type': 'enum', 'name': '#', 'symbols': ['A', 'B', 'c'], 'default': 'B'}",
          "{'type': 'int', 'logicalType': 'date'}",
          "{'type': 'int', 'logicalType': 'time-millis'}",
          "{'type': 'long', 'logicalType': 'time-micros'}",
          "{'type': 'long', 'logicalType': 'timestamp-millis'}",
          "{'type': 'long', 'logicalType': 'timestamp-micros'}",
          "{'type': 'long', 'logicalType': 'timestamp-nanos'}",
          "{'type': 'long', 'logicalType': 'local-timestamp-millis'}",
          "{'type': 'long', 'logicalType': 'local-timestamp-micros'}",
          "{'type': 'long', 'logicalType': 'local-timestamp-nanos'}",
          "{'type': 'bytes', 'logicalType': 'decimal', 'precision': 30, 'scale': 9}",
          "{'type': 'fixed', 'name': '#', 'size': 9, 'logicalType': 'decimal', 'precision': 19,"
              + " 'scale': 19}",
          "{'type': 'record', 'name': '#', 'fields': [{'name': 'x', 'type': 'bytes'},"
              + " {'name': 'next', 'type': ['null', '#']}]}");

  private int names;

  @Test
  void plainJsonOfEveryTypeThatAUnionMayLeaveOut() throws IOException {
    List<String> types = new ArrayList<>();
    for (String simple : SIMPLE) {
      types.add(named(simple));
      types.add("['null', " + named(simple) + "]");
      types.add("{'type': 'array', 'items': ['null', " + named(simple) + "]}");
      types.add("{'type': 'map', 'values': " + named(simple) + "}");
    }
    roundTrips(schema(types), false);
  }

  @Test
  void taggedJsonOfEveryUnion() throws IOException {
    Random random = new Random(14);
    List<String> types = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      types.add(union(random, 0));
    }
    roundTrips(schema(types), true);
  }

  private String union(Random random, int depth) {
    List<String> branches = new ArrayList<>(List.of("'null'"));
    List<String> kinds = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String type = named(SIMPLE.get(random.nextInt(SIMPLE.size())));
      String kind = new Schema.Parser().parse(type.replace('\'', '"')).getFullName();
      if (!kinds.contains(kind)) {
        kinds.add(kind);
        branches.add(type);
      }
    }
    if (depth < 2) {
      branches.add("{'type': 'array', 'items': " + union(random, depth + 1) + "}");
      branches.add("{'type': 'map', 'values': " + union(random, depth + 1) + "}");
    }
    return "[" + String.join(", ", branches) + "]";
  }

  private String named(String type) {
    return type.replace("#", "N" + names++);
  }

  private static Schema schema(List<String> types) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      fields.add("{'name': 'f%d', 'type': %s}".formatted(i, types.get(i)));
    }
    String record =
        "{'type': 'record', 'name': 'R', 'namespace': 'a.b', 'fields': [%s]}"
            .formatted(String.join(", ", fields));
    return new Schema.Parser().parse(record.replace('\'', '"'));
  }

  private static void roundTrips(Schema schema, boolean tagged) throws IOException {
    ConvertOptions options = ConvertOptions.defaults().withAvroJson(tagged);
    Converter converter = Converter.compile(schema, options, null);
    int records = 0;
    for (Object random : new RandomData(schema, 40, 2016, true)) {
      GenericRecord record = read(schema, binary(schema, withinRange(schema, random)));
      byte[] json = new StoredJson(tagged).of(record).getBytes(UTF_8);
      AvroBuffer out = new AvroBuffer(1);
      boolean good = converter.convert(json, 0, json.length, out);
      assertThat(good).as(() -> converter.rejection().sentence()).isTrue();
      GenericRecord loaded = read(schema, out.toByteArray());
      for (Schema.Field field : schema.getFields()) {
        assertThat(loaded.get(field.pos()))
            .as("%s of %s", field.name(), field.schema())
            .isEqualTo(record.get(field.pos()));
      }
      records++;
    }
    assertThat(records).isEqualTo(40);
  }

  /** Returns a random value that its logical type allows. */
  private static Object withinRange(Schema schema, Object value) {
    return switch (schema.getType()) {
      case RECORD -> {
        GenericRecord record = (GenericRecord) value;
        for (Schema.Field field : schema.getFields()) {
          record.put(field.pos(), withinRange(field.schema(), record.get(field.pos())));
        }
        yield record;
      }
      case UNION ->
          withinRange(schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value);
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        ((Iterable<?>) value)
            .forEach(item -> items.add(withinRange(schema.getElementType(), item)));
        yield items;
      }
      case MAP -> {
        Map<Object, Object> entries = new HashMap<>();
        ((Map<?, ?>) value)
            .forEach((key, item) -> entries.put(key, withinRange(schema.getValueType(), item)));
        yield entries;
      }
      default -> simple(schema, value);
    };
  }

  private static Object simple(Schema schema, Object value) {
    String logical = schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
    return switch (logical) {
      case "time-millis" -> Math.floorMod((Integer) value, 86_400_000);
      case "time-micros" -> Math.floorMod((Long) value, 86_400_000_000L);
      case "decimal" -> decimal(schema, value);
      default -> value;
    };
  }

  /** Returns a decimal within the precision, in the fewest bytes, as the loader writes it. */
  private static Object decimal(Schema schema, Object value) {
    long small = value.hashCode();
    if (schema.getType() == Schema.Type.BYTES) {
      return ByteBuffer.wrap(BigInteger.valueOf(small).toByteArray());
    }
    return new GenericData.Fixed(
        schema, ByteBuffer.allocate(9).put((byte) (small < 0 ? -1 : 0)).putLong(small).array());
  }

  private static byte[] binary(Schema schema, Object record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<>(schema).write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static GenericRecord read(Schema schema, byte[] binary) throws IOException {
    return new GenericDatumReader<GenericRecord>(schema)
        .read(null, DecoderFactory.get().binaryDecoder(binary, null));
  }
}
