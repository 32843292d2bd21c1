package io.framecount.counter.combine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.Partial;
import io.framecount.counter.partial.WindowPartial;
import io.framecount.counter.window.Window;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Makes records of partials, keyed by their window alone: all groups of a window reach the same
 * merger, which can then count the groups.
 */
public final class PartialWriter {
  /** Header of a partial with the id of the topic of its frames. */
  public static final String SOURCE_HEADER = "framecount.source";

  private final String topic;
  private final Serializer<Partial> serializer;
  private List<Header> headers = List.of();

  PartialWriter(String topic, Serializer<Partial> serializer) {
    this.topic = topic;
    this.serializer = serializer;
  }

  /**
   * Sets the topic of the frames: Kafka deletes the offsets of a topic with the topic. After that,
   * only this header tells whether a topic of the same name is the one that was counted.
   */
  void frames(Uuid source) {
    headers = List.of(new RecordHeader(SOURCE_HEADER, source.toString().getBytes(UTF_8)));
  }

  ProducerRecord<byte[], byte[]> record(WindowPartial partial) {
    byte[] key = partial.window().key().getBytes(UTF_8);
    byte[] value = serializer.serialize(topic, contract(partial));
    return new ProducerRecord<>(topic, null, key, value, headers);
  }

  private static Partial contract(WindowPartial partial) {
    Window window = partial.window();
    return Partial.newBuilder()
        .setWindow(window.unit())
        .setStart(Instant.ofEpochMilli(window.start()))
        .setEnd(Instant.ofEpochMilli(window.end()))
        .setGroup(partial.group())
        .setFrames(partial.frames())
        .setUsers(partial.users())
        .build();
  }
}
