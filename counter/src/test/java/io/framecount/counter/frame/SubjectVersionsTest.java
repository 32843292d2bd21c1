package io.framecount.counter.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framecount.common.avro.WireFormat;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.FakeRegistry;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.common.serde.SerdeOptions;
import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.FrameFields;
import io.framecount.counter.frame.field.WantedFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Fields that another version explains, whoever reads the records and names the subjects. */
class SubjectVersionsTest {
  private static final String V1 =
      "{'type':'record','name':'R','namespace':'n','fields':["
          + "{'name':'uid','type':'string'},{'name':'ts','type':'long'}]}";
  private static final String V2 =
      "{'type':'record','name':'R','namespace':'n','fields':["
          + "{'name':'user_id','aliases':['uid'],'type':'string'},{'name':'ts','type':'long'},"
          + "{'name':'device','type':'string','default':'unknown'}]}";
  private static final String NONE = "{\"error_code\":40401,\"message\":\"no such subject\"}";
  private static final WantedFields WANTED =
      new WantedFields("ts", "user_id", Optional.of("device"));

  private final FrameFields fields = new FrameFields();
  private FakeRegistry fake;
  private RegistryClient client;

  @BeforeEach
  void start() throws IOException {
    fake = new FakeRegistry().otherwise(404, "application/json", NONE);
    RegistryOptions options = new RegistryOptions();
    CommandLine.populateCommand(options, "--schema-registry", fake.url());
    client = options.connect(new KafkaOptions());
    fake.answer("GET /schemas/ids/1", 200, found("", 0, 1, V1));
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"frames-value", "n.R", "frames-n.R", ":.prod:frames-value"})
  void areThoseOfTheSubjectThatTheIdBelongsTo(String subject) {
    subject(subject);
    fake.answer(
        "GET /schemas/ids/1/versions",
        200,
        "[{\"subject\":\"others-value\",\"version\":4},{\"subject\":\"%s\",\"version\":1}]"
            .formatted(subject));
    assertFound();
  }

  @ParameterizedTest
  @ValueSource(strings = {"frames-value", "n.R", "frames-n.R"})
  void areFoundByNameWhereTheRegistryDoesNotTell(String subject) {
    subject(subject);
    assertFound();
  }

  /** As for frames that were loaded under an id. */
  @Test
  void areThoseOfTheTopicIfTheIdIsOfAnother() {
    String elsewhere = "[{\"subject\":\"others-value\",\"version\":4}]";
    fake.answer("GET /schemas/ids/1/versions", 200, elsewhere);
    subject("others-value");
    assertFound();
    fake.answer("GET /subjects/others-value/versions", 500, "{}");
    subject("frames-value");
    assertFound();
  }

  @Test
  void areNoneOfAnotherRecord() {
    subject("frames-value");
    fake.answer("GET /schemas/ids/1", 200, found("", 0, 1, V1.replace("'R'", "'Q'")));
    assertThatThrownBy(() -> read(ours()))
        .isInstanceOf(BadRecord.class)
        .hasMessageContaining("schema n.Q has no field 'user_id'");
  }

  private void assertFound() {
    for (FrameReader reader : List.of(ours(), foreign())) {
      assertThat(read(reader)).isEqualTo("anna unknown");
    }
  }

  private FrameReader ours() {
    return new RegisteredFormat(client).reader("frames", WANTED, retry());
  }

  private FrameReader foreign() {
    SerdeOptions serde = new SerdeOptions();
    CommandLine.populateCommand(serde, "--serde", Foreign.class.getName());
    var deserializer = serde.deserializer(new KafkaOptions(), new RegistryOptions()).orElseThrow();
    return new ForeignFormat(deserializer, Optional.of(client)).reader("frames", WANTED, retry());
  }

  private static RegistryRetry retry() {
    return new RegistryRetry(Duration.ZERO, () -> false, line -> {});
  }

  private String read(FrameReader reader) {
    byte[] value = frame();
    var record = new ConsumerRecord<byte[], byte[]>("frames", 0, 0, null, value);
    byte[] data = reader.read(record, value, 0, value.length, fields);
    return new String(fields.user, fields.userFrom, fields.userLength, UTF_8)
        + " "
        + fields.group.of(data, fields.groupFrom, fields.groupLength);
  }

  private static byte[] frame() {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] header = new byte[WireFormat.HEADER_BYTES];
      WireFormat.writeHeader(header, 1);
      out.write(header);
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      encoder.writeString("anna");
      encoder.writeLong(1_468_244_340_000L);
      return out.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void subject(String name) {
    String path = "GET /subjects/" + name.replace(":", "%3A") + "/versions";
    fake.answer(path, 200, "[1,2]");
    fake.answer(path + "/1", 200, found(name, 1, 1, V1));
    fake.answer(path + "/2", 200, found(name, 2, 2, V2));
  }

  private static String found(String subject, int version, int id, String schema) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("subject", subject)
        .put("version", version)
        .put("id", id)
        .put("schema", schema.replace('\'', '"'))
        .toString();
  }

  /** Reads the wire format as Confluent's does, the schemas known. */
  public static final class Foreign implements Deserializer<GenericRecord> {
    private static final Schema SCHEMA = new Schema.Parser().parse(V1.replace('\'', '"'));

    @Override
    public GenericRecord deserialize(String topic, byte[] value) {
      int from = WireFormat.HEADER_BYTES;
      var decoder = DecoderFactory.get().binaryDecoder(value, from, value.length - from, null);
      try {
        return new GenericDatumReader<GenericRecord>(SCHEMA).read(null, decoder);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
