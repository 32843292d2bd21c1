package io.framecount.loader.replay;

import io.framecount.common.avro.WireFormat;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicScan;
import io.framecount.common.letters.LetterHeader;
import io.framecount.loader.produce.FrameProducer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Sends records that counters set aside to their topic again. A record that several counts set
 * aside has as many letters, some of which may have been replayed long ago; it goes back once. Used
 * by one thread.
 */
final class RequeueSetAside {
  private static final Duration PATIENCE = Duration.ofSeconds(75);

  private final KafkaConnection kafka;
  private final String topic;
  private final boolean ours;
  private final Map<TopicPartition, Long> first;
  private final Map<TopicPartition, Long> start;
  private Set<String> back;

  /**
   * @param topic of the frames
   * @param ours whether frames are in our own wire format
   * @param first where the dead letters begin
   * @param start up to where they were replayed by earlier runs
   */
  RequeueSetAside(
      KafkaConnection kafka,
      String topic,
      boolean ours,
      Map<TopicPartition, Long> first,
      Map<TopicPartition, Long> start) {
    this.kafka = kafka;
    this.topic = topic;
    this.ours = ours;
    this.first = first;
    this.start = start;
  }

  /**
   * Sends the record of a letter, if it may be a frame and is not back already.
   *
   * @param commit called before the topic is read, which may take longer than a transaction may
   *     last
   */
  void take(SetAsideLetter letter, FrameProducer producer, ReplayTally tally, Runnable commit) {
    if (!letter.mayBeFrame(ours)) {
      tally.left();
    } else if (back(commit).add(letter.origin())) {
      producer.send(letter.toRecord(topic));
      tally.broughtBack();
    } else {
      tally.backAlready();
    }
  }

  /** Returns what is back; read only if it is needed. */
  private Set<String> back(Runnable commit) {
    if (back == null) {
      commit.run();
      back = new HashSet<>();
      try (TopicScan scan = new TopicScan(kafka)) {
        TopicScan.End end =
            scan.scan(first, start, PATIENCE, letter -> note(SetAsideLetter.of(letter)));
        if (end != TopicScan.End.COMPLETE) {
          throw new CommandFailure(
              "the dead letters of %s that were replayed before can't be read; try again later"
                  .formatted(topic));
        }
      }
    }
    return back;
  }

  private boolean note(Optional<SetAsideLetter> letter) {
    letter.filter(record -> record.mayBeFrame(ours)).ifPresent(record -> back.add(record.origin()));
    return true;
  }

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
     * The record as it was, with the header that says which count set it aside: a counter that
     * finds that on a frame believes the frame's time.
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
}
