package io.framecount.counter.frame.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;

/** Random schemas and records: the reader must find what Avro's own reader finds. */
class RandomSchemaTest {
  private static final WantedFields WANTED = new WantedFields("ts", "uid");

  @Property(tries = 500)
  void findsWhatAvroFinds(@ForAll("schemas") Schema schema, @ForAll int seed) throws IOException {
    FieldReader reader = FieldReader.compile(schema, WANTED);
    FrameFields fields = new FrameFields();
    for (Object record : new RandomData(schema, 5, seed)) {
      byte[] binary = binary(schema, record);
      GenericRecord avro =
          new GenericDatumReader<GenericRecord>(schema)
              .read(null, DecoderFactory.get().binaryDecoder(binary, null));
      reader.read(binary, 0, binary.length, fields);
      assertThat(fields.time).isEqualTo((Long) avro.get("ts"));
      assertThat(
              new String(fields.user, fields.userFrom, fields.userLength, StandardCharsets.UTF_8))
          .isEqualTo(avro.get("uid").toString());
    }
  }

  @Provide
  Arbitrary<Schema> schemas() {
    return type(3).list().ofMaxSize(6).flatMap(this::withWantedFields);
  }

  private Arbitrary<Schema> withWantedFields(List<Schema> others) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < others.size(); i++) {
      fields.add(new Field("f" + i, others.get(i)));
    }
    fields.add(new Field("ts", Schema.create(Schema.Type.LONG)));
    fields.add(new Field("uid", Schema.create(Schema.Type.STRING)));
    return Arbitraries.shuffle(fields).map(RandomSchemaTest::record);
  }

  private static Schema record(List<Field> fields) {
    List<Field> copies = fields.stream().map(f -> new Field(f, f.schema())).toList();
    return Schema.createRecord("Rec", null, "t", false, copies);
  }

  private static Arbitrary<Schema> type(int depth) {
    Arbitrary<Schema> simple =
        Arbitraries.of(
                Schema.Type.NULL,
                Schema.Type.BOOLEAN,
                Schema.Type.INT,
                Schema.Type.LONG,
                Schema.Type.FLOAT,
                Schema.Type.DOUBLE,
                Schema.Type.STRING,
                Schema.Type.BYTES)
            .map(Schema::create);
    if (depth == 0) {
      return simple;
    }
    Arbitrary<Schema> inner = Arbitraries.lazy(() -> type(depth - 1));
    return Arbitraries.oneOf(
        simple,
        inner.map(Schema::createArray),
        inner.map(Schema::createMap),
        Arbitraries.of(
            SchemaBuilder.fixed("Fix").size(5),
            SchemaBuilder.enumeration("Enu").symbols("A", "B", "C"),
            SchemaBuilder.unionOf().nullType().and().stringType().and().longType().endUnion(),
            SchemaBuilder.record("Sub")
                .fields()
                .optionalString("s")
                .requiredDouble("d")
                .name("list")
                .type()
                .array()
                .items()
                .bytesType()
                .noDefault()
                .endRecord()));
  }

  private static byte[] binary(Schema schema, Object record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // Blocks with their size in bytes, as other writers make them.
    BinaryEncoder encoder =
        new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(out, null);
    new GenericDatumWriter<>(schema).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
