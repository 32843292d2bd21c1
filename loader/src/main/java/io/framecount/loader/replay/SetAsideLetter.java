package io.framecount.loader.replay;

import io.framecount.common.avro.WireFormat;
import io.framecount.common.letters.LetterHeader;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A dead letter that is not a rejected line but a record of the frames topic, as it was, which a
 * counter set aside.
 */
record SetAsideLetter(ConsumerRecord<byte[], byte[]> letter) {
  /** The letter as such a record, if it is one. */
  static Optional<SetAsideLetter> of(ConsumerRecord<byte[], byte[]> letter) {
    return LetterHeader.GROUP.isIn(letter.headers())
        ? Optional.of(new SetAsideLetter(letter))
        : Optional.empty();
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
        "/",
        text(LetterHeader.TOPIC),
        text(LetterHeader.PARTITION),
        text(LetterHeader.OFFSET),
        text(LetterHeader.TIMESTAMP));
  }

  /**
   * The record as it was, with the header that says which count set it aside: a counter that finds
   * that on a frame believes the frame's time.
   */
  ProducerRecord<byte[], byte[]> toRecord(String topic) {
    var record = new ProducerRecord<>(topic, letter.key(), letter.value());
    for (Header header : letter.headers()) {
      if (!LetterHeader.isOurs(header)) {
        record.headers().add(header);
      }
    }
    LetterHeader.GROUP.copy(letter.headers(), record.headers());
    return record;
  }

  private String text(LetterHeader header) {
    // Where somebody took the headers off, each letter is a record of its own.
    return header
        .text(letter.headers())
        .orElseGet(() -> "%d-%d".formatted(letter.partition(), letter.offset()));
  }
}
