package io.framecount.counter.combine;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.letters.LetterHeader;
import io.framecount.counter.names.CountNames;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;

/**
 * Holds records that could not be counted until they are written to the dead-letter topic. Each
 * keeps its key, value and headers, and gets headers with the reason and its place.
 */
final class SetAside {
  /** Room for the added headers of a record that is as large as the source allows. */
  private static final int HEADER_ROOM = 64 << 10;

  private final KafkaConnection kafka;
  private final CountNames names;
  private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
  private long bytes;
  private boolean topicExists;

  SetAside(KafkaConnection kafka, CountNames names) {
    this.kafka = kafka;
    this.names = names;
  }

  /** Returns whether the record is a dead letter that somebody sent again with our headers. */
  static boolean broughtBack(ConsumerRecord<?, ?> record) {
    return LetterHeader.GROUP.isIn(record.headers());
  }

  void add(ConsumerRecord<ByteBuffer, ByteBuffer> record, String reason) {
    // Copies: the buffers belong to a fetch that is about to be forgotten.
    byte[] key = Utils.toNullableArray(record.key());
    byte[] value = Utils.toNullableArray(record.value());
    var copy = new ProducerRecord<>(names.deadLetters(), null, null, key, value, record.headers());
    describe(copy.headers(), record, reason);
    records.add(copy);
    bytes += record.serializedKeySize() + record.serializedValueSize() + reason.length() + 100L;
  }

  List<ProducerRecord<byte[], byte[]>> records() {
    return records;
  }

  /** Returns roughly how much memory the records take. */
  long bytes() {
    return bytes;
  }

  void clear() {
    records.clear();
    bytes = 0;
  }

  /** Makes the dead-letter topic if it does not exist; called when there are records for it. */
  void ensureTopic() {
    if (!topicExists && kafka.topics().find(names.deadLetters()).isEmpty()) {
      String largest = kafka.topics().setting(names.source(), TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
      String larger = Long.toString(Long.parseLong(largest) + HEADER_ROOM);
      Map<String, String> config = Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, larger);
      kafka.topics().create(names.deadLetters(), 1, config);
    }
    topicExists = true;
  }

  private void describe(Headers headers, ConsumerRecord<?, ?> record, String reason) {
    LetterHeader.REASON.add(headers, reason);
    LetterHeader.TOPIC.add(headers, record.topic());
    LetterHeader.PARTITION.add(headers, Integer.toString(record.partition()));
    LetterHeader.OFFSET.add(headers, Long.toString(record.offset()));
    LetterHeader.TIMESTAMP.add(headers, Long.toString(record.timestamp()));
    LetterHeader.GROUP.add(headers, names.combinerGroup());
  }
}
