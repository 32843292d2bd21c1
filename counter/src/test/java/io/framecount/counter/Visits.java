package io.framecount.counter;

import io.framecount.common.avro.WireFormat;
import io.framecount.local.SharedPlatform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Frames without keys, of a schema that changes; the oracle keeps what was meant, not how it was
 * written.
 */
final class Visits implements AutoCloseable {
  private static final String TS =
      "{'name': 'ts', 'type': {'type': 'long', 'logicalType': 'timestamp-millis'}}";
  private static final String DEVICE =
      "{'name': 'device_type', 'type': 'string', 'default': 'unknown'}";

  /** The version that began it all. */
  static final String V1 = "{'name': 'uid', 'type': 'int'}, " + TS;

  /** Adds a field with a default. */
  static final String V2 = V1 + ", " + DEVICE;

  /** Renames a field, makes it wider, and puts it elsewhere. */
  static final String V3 =
      TS + ", " + DEVICE + ", {'name': 'user_id', 'type': 'long', 'aliases': ['uid']}";

  /** Renames it once more and says nothing of what it was called. */
  static final String NAMELESS = TS + ", {'name': 'member', 'type': 'long'}";

  private static final Instant START = Instant.parse("2016-07-11T13:39:00Z");
  private static final int MINUTES = 4;
  private static final int USERS = 300;
  private static final List<String> DEVICES = List.of("phone", "tablet", "watch");

  private final String topic = SharedPlatform.newTopic("visits", 4);
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of(
              ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
              SharedPlatform.bootstrapServers(),
              // A small batch each time, so that frames of all versions mix in all partitions.
              ProducerConfig.BATCH_SIZE_CONFIG,
              500),
          new ByteArraySerializer(),
          new ByteArraySerializer());
  private final List<Visit> visits = new ArrayList<>();
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private final Random random = new Random(7);

  private record Visit(Instant time, long user, String device) {}

  /** A version that is registered. */
  record Version(Schema schema, int id) {}

  String topic() {
    return topic;
  }

  /** Adds a version to the topic's subject. */
  Version register(String fields) {
    return register(topic + "-value", fields);
  }

  /** Registers a schema that the topic's subject does not have. */
  Version registerElsewhere(String fields) {
    return register(topic + "-elsewhere-value", fields);
  }

  private static Version register(String subject, String fields) {
    String text = "{'type': 'record', 'name': 'Visit', 'fields': [%s]}".formatted(fields);
    Schema schema = new Schema.Parser().parse(text.replace('\'', '"'));
    int id = FrameTopic.register(SharedPlatform.registryUrl(), subject, schema);
    return new Version(schema, id);
  }

  /** Sends so many frames of each version, mixed. */
  void add(int frames, Version... versions) {
    for (int i = 0; i < frames; i++) {
      for (Version version : versions) {
        visits.add(send(version));
      }
    }
    flush();
  }

  /** Sends frames that nobody can count. */
  void addLost(int frames, Version version) {
    for (int i = 0; i < frames; i++) {
      send(version);
    }
    flush();
  }

  /** All rows in tsv. */
  String expected() {
    return tsv("minute\tframes\tunique_users\n", visit -> minute(visit).toString());
  }

  /** The same by device. */
  String expectedByDevice() {
    return tsv(
        "minute\tdevice_type\tframes\tunique_users\n",
        visit -> minute(visit) + "\t" + visit.device);
  }

  private String tsv(String header, Function<Visit, String> row) {
    Map<String, List<Visit>> rows = new TreeMap<>();
    visits.forEach(
        visit -> rows.computeIfAbsent(row.apply(visit), r -> new ArrayList<>()).add(visit));
    StringBuilder tsv = new StringBuilder(header);
    rows.forEach(
        (key, some) -> {
          var users = new TreeSet<Long>();
          some.forEach(visit -> users.add(visit.user));
          tsv.append("%s\t%d\t%d\n".formatted(key, some.size(), users.size()));
        });
    return tsv.toString();
  }

  private static Instant minute(Visit visit) {
    return visit.time.truncatedTo(ChronoUnit.MINUTES);
  }

  private Visit send(Version version) {
    Schema schema = version.schema;
    boolean hasDevice = schema.getField("device_type") != null;
    Visit visit =
        new Visit(
            START.plusMillis(random.nextInt(MINUTES * 60_000)),
            random.nextInt(USERS),
            hasDevice ? DEVICES.get(random.nextInt(DEVICES.size())) : "unknown");
    GenericRecordBuilder record = new GenericRecordBuilder(schema);
    record.set("ts", visit.time.toEpochMilli());
    if (hasDevice) {
      record.set("device_type", visit.device);
    }
    for (Schema.Field field : schema.getFields()) {
      if (field.schema().getType() == Schema.Type.INT) {
        record.set(field, (int) visit.user);
      } else if (List.of("user_id", "member").contains(field.name())) {
        record.set(field, visit.user);
      }
    }
    sent.add(producer.send(new ProducerRecord<>(topic, null, bytes(version, record.build()))));
    return visit;
  }

  private void flush() {
    producer.flush();
    for (Future<RecordMetadata> each : sent) {
      try {
        each.get();
      } catch (Exception e) {
        throw new IllegalStateException("not all frames are in the topic", e);
      }
    }
    sent.clear();
  }

  private static byte[] bytes(Version version, GenericRecord record) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] header = new byte[WireFormat.HEADER_BYTES];
      WireFormat.writeHeader(header, version.id);
      out.write(header);
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(version.schema).write(record, encoder);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
