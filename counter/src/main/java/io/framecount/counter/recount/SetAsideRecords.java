package io.framecount.counter.recount;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicEnd;
import io.framecount.common.kafka.TopicScan;
import io.framecount.common.letters.LetterHeader;
import io.framecount.counter.names.CountNames;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of the source that a count has set aside. A recount trusts the dead letters instead
 * of applying the rules again, because a time that was too far ahead then may be past now.
 *
 * @param whole whether all dead letters are still there
 */
record SetAsideRecords(Set<Place> places, boolean whole) {
  /** Place of a record in the source. */
  record Place(int partition, long offset) {}

  /** Reads the dead letters of a count. */
  static SetAsideRecords of(KafkaConnection kafka, CountNames names) {
    if (kafka.topics().find(names.deadLetters()).isEmpty()) {
      return new SetAsideRecords(Set.of(), true);
    }
    Map<TopicPartition, Long> first = kafka.offsets().first(names.deadLetters());
    Set<Place> places = new HashSet<>();
    TopicScan.all(
        kafka,
        names.deadLetters(),
        first,
        kafka.offsets().end(names.deadLetters()),
        // The loader writes there, too.
        TopicEnd.PATIENCE,
        record -> {
          if (isOf(record, names)) {
            places.add(place(record));
          }
        });
    return new SetAsideRecords(places, first.values().stream().allMatch(offset -> offset == 0));
  }

  boolean contain(ConsumerRecord<?, ?> record) {
    return !places.isEmpty() && places.contains(new Place(record.partition(), record.offset()));
  }

  private static boolean isOf(ConsumerRecord<byte[], byte[]> letter, CountNames names) {
    return names.source().equals(text(letter, LetterHeader.TOPIC))
        && names.combinerGroup().equals(text(letter, LetterHeader.GROUP));
  }

  private static Place place(ConsumerRecord<byte[], byte[]> letter) {
    return new Place(
        Integer.parseInt(text(letter, LetterHeader.PARTITION)),
        Long.parseLong(text(letter, LetterHeader.OFFSET)));
  }

  private static String text(ConsumerRecord<byte[], byte[]> letter, LetterHeader header) {
    return header.text(letter.headers()).orElse("");
  }
}
