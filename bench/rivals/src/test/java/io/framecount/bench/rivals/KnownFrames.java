package io.framecount.bench.rivals;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.Frame;
import io.framecount.common.avro.WireSerdes;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.common.registry.Subjects;
import io.framecount.common.registry.WrittenSchema;
import io.framecount.local.SharedPlatform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** Frames of four minutes and their exact counts; some come a minute late. */
final class KnownFrames {
  private static final int COUNT = 20_000;
  private static final int A_MINUTE = 5_000;
  private static final int USERS = 4_000;
  private static final int EVERY_LATE = 97;
  private static final Instant START = Instant.parse("2016-07-11T13:39:00Z");

  private final List<Frame> frames = new ArrayList<>();
  private final TreeMap<Instant, Set<String>> users = new TreeMap<>();
  private final TreeMap<Instant, Long> counts = new TreeMap<>();

  KnownFrames() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < COUNT; i++) {
      long millis = i * 60_000L / A_MINUTE - (i % EVERY_LATE == 0 && i >= A_MINUTE ? 60_000 : 0);
      add(new Frame("user-" + random.nextInt(USERS), START.plusMillis(millis)));
    }
  }

  private void add(Frame frame) {
    frames.add(frame);
    Instant minute = Instant.ofEpochSecond(frame.getTs().getEpochSecond() / 60 * 60);
    users.computeIfAbsent(minute, unseen -> new HashSet<>()).add(frame.getUid());
    counts.merge(minute, 1L, Long::sum);
  }

  String size() {
    return Integer.toString(frames.size());
  }

  /** Returns the exact answer, as the rivals print it. */
  String table() {
    StringBuilder lines = new StringBuilder();
    counts.forEach(
        (minute, count) ->
            lines.append("%s\t%d\t%d%n".formatted(minute, count, users.get(minute).size())));
    return lines.toString();
  }

  /** Writes the frames as Avro under a registered schema. */
  void produceAvro(String topic) {
    RegistryClient registry =
        new RegistryOptions().elsewhere(SharedPlatform.registryUrl()).connect(new KafkaOptions());
    int id =
        new Subjects(registry)
            .resolve(
                Subjects.ofValues(topic), WrittenSchema.ofContract(Frame.getClassSchema()), true)
            .id();
    Serializer<Frame> avro = new WireSerdes(registry::byId).serializer(id, Frame.getClassSchema());
    produce(topic, avro);
  }

  /** Writes the frames as JSON with milliseconds. */
  void produceJson(String topic) {
    produce(
        topic,
        (unused, frame) ->
            "{\"a\":[{\"uid\":1}],\"uid\":\"%s\",\"ts\":%d}"
                .formatted(frame.getUid(), frame.getTs().toEpochMilli())
                .getBytes(UTF_8));
  }

  /**
   * Writes in transactions, as our loader does: their markers take offsets, including the last
   * ones.
   */
  private void produce(String topic, Serializer<Frame> values) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", SharedPlatform.bootstrapServers(), "transactional.id", topic);
    ByteArraySerializer plain = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, plain, plain)) {
      producer.initTransactions();
      producer.beginTransaction();
      for (Frame frame : frames) {
        Future<RecordMetadata> unused =
            producer.send(
                new ProducerRecord<>(
                    topic, frame.getUid().getBytes(UTF_8), values.serialize(topic, frame)));
      }
      producer.commitTransaction();
    }
  }
}
