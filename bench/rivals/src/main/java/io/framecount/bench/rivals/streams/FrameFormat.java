package io.framecount.bench.rivals.streams;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.framecount.Frame;
import io.framecount.common.avro.WireSerdes;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryOptions;
import java.io.IOException;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** The format of the frames in the topic. */
enum FrameFormat {
  /**
   * Avro behind a schema id, read by Avro's own reader of generated classes, as Confluent's serde
   * does.
   */
  AVRO {
    @Override
    Deserializer<Frame> deserializer(String registry) {
      RegistryClient client = new RegistryOptions().elsewhere(registry).connect(new KafkaOptions());
      // All threads of Streams share the deserializer that a source was given.
      ThreadLocal<Deserializer<Frame>> own =
          ThreadLocal.withInitial(
              () -> new WireSerdes(client::byId).deserializer(Frame.getClassSchema()));
      return (topic, bytes) -> own.get().deserialize(topic, bytes);
    }
  },
  /** Jackson's binding to a record of the two members, which skips all others. */
  JSON {
    @Override
    Deserializer<Frame> deserializer(String registry) {
      ObjectReader reader = new ObjectMapper().readerFor(Line.class);
      return (topic, bytes) -> bytes == null ? null : read(reader, bytes);
    }
  };

  /**
   * The limit between epoch seconds, which stay below until the year 5138, and epoch milliseconds,
   * which are above since 1973.
   */
  private static final long FIRST_MILLIS = 100_000_000_000L;

  abstract Deserializer<Frame> deserializer(String registry);

  static FrameFormat named(String name) {
    return switch (name) {
      case "avro" -> AVRO;
      case "json" -> JSON;
      default -> throw new IllegalArgumentException("avro or json, not " + name);
    };
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Line(String uid, long ts) {}

  private static Frame read(ObjectReader reader, byte[] bytes) {
    try {
      Line line = reader.readValue(bytes);
      return new Frame(
          line.uid(),
          line.ts() < FIRST_MILLIS
              ? Instant.ofEpochSecond(line.ts())
              : Instant.ofEpochMilli(line.ts()));
    } catch (IOException e) {
      throw new SerializationException("not a frame: " + e.getMessage(), e);
    }
  }
}
