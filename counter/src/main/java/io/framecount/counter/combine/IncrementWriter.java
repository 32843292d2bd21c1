package io.framecount.counter.combine;

import io.framecount.Partial;
import io.framecount.counter.increment.Addition;
import io.framecount.counter.window.Window;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Makes records of increments, keyed by their window alone: all groups of a window come to the same
 * merger, which can thus count them.
 */
final class IncrementWriter {
  private final String topic;
  private final Serializer<Partial> serializer;

  IncrementWriter(String topic, Serializer<Partial> serializer) {
    this.topic = topic;
    this.serializer = serializer;
  }

  ProducerRecord<byte[], byte[]> record(Addition addition) {
    byte[] key = addition.window().key().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, key, serializer.serialize(topic, partial(addition)));
  }

  private static Partial partial(Addition addition) {
    Window window = addition.window();
    return Partial.newBuilder()
        .setWindow(window.unit())
        .setStart(Instant.ofEpochMilli(window.start()))
        .setEnd(Instant.ofEpochMilli(window.end()))
        .setGroup(addition.group())
        .setFrames(addition.frames())
        .setUsers(addition.users())
        .build();
  }
}
