package io.framecount.counter.combine;

import io.framecount.Partial;
import io.framecount.counter.window.Window;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Makes records of increments, keyed by their window. */
final class IncrementWriter {
  private final String topic;
  private final Serializer<Partial> serializer;

  IncrementWriter(String topic, Serializer<Partial> serializer) {
    this.topic = topic;
    this.serializer = serializer;
  }

  ProducerRecord<byte[], byte[]> record(Increment increment) {
    byte[] key = increment.window().key().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, key, serializer.serialize(topic, partial(increment)));
  }

  private static Partial partial(Increment increment) {
    Window window = increment.window();
    return new Partial(
        window.unit(),
        Instant.ofEpochMilli(window.start()),
        Instant.ofEpochMilli(window.end()),
        null,
        increment.frames(),
        ByteBuffer.wrap(increment.users().toBytes()));
  }
}
