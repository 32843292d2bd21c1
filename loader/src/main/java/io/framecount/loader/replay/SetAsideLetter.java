package io.framecount.loader.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.common.avro.WireFormat;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A dead letter that is not a rejected line but a record of the frames topic, as it was, which a
 * counter set aside.
 */
record SetAsideLetter(ConsumerRecord<byte[], byte[]> letter) {
  private static final String PREFIX = "framecount.";

  /** Which count set it aside; a counter that finds it on a frame believes the frame's time. */
  private static final String GROUP = PREFIX + "group";

  /** The letter as such a record, if it is one. */
  static Optional<SetAsideLetter> of(ConsumerRecord<byte[], byte[]> letter) {
    return letter.headers().lastHeader(GROUP) == null
        ? Optional.empty()
        : Optional.of(new SetAsideLetter(letter));
  }

  /**
   * Returns whether it may be a frame; anything else would only be set aside again.
   *
   * @param ours whether frames are in our own wire format
   */
  boolean mayBeFrame(boolean ours) {
    return letter.value() != null && (!ours || WireFormat.isFramed(letter.value()));
  }

  /** Names the record that was set aside, the same in the letters of all counts of a topic. */
  String origin() {
    return String.join(
        "/", header("topic"), header("partition"), header("offset"), header("timestamp"));
  }

  /** The record as it was, with the header that says it was looked at. */
  ProducerRecord<byte[], byte[]> toRecord(String topic) {
    var record = new ProducerRecord<>(topic, letter.key(), letter.value());
    for (Header header : letter.headers()) {
      if (!header.key().startsWith(PREFIX)) {
        record.headers().add(header);
      }
    }
    record.headers().add(letter.headers().lastHeader(GROUP));
    return record;
  }

  private String header(String name) {
    Header header = letter.headers().lastHeader(PREFIX + name);
    // Where somebody took them off, each letter is a record of its own.
    return header == null || header.value() == null
        ? "%d-%d".formatted(letter.partition(), letter.offset())
        : new String(header.value(), UTF_8);
  }
}
