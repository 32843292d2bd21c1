package io.framecount.counter.combine;

import io.framecount.common.letters.LetterHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;

/**
 * Records that could not be counted, whole, until they are written to the dead-letter topic. Each
 * keeps its key, value and headers and gets headers that say why and where it was.
 */
final class SetAside {
  private final String topic;
  private final String group;
  private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
  private long bytes;

  SetAside(String topic, String group) {
    this.topic = topic;
    this.group = group;
  }

  /** Whether the record was set aside once, and somebody sent it again with what we wrote on it. */
  static boolean broughtBack(ConsumerRecord<?, ?> record) {
    return LetterHeader.GROUP.isIn(record.headers());
  }

  void add(ConsumerRecord<ByteBuffer, ByteBuffer> record, String reason) {
    // Copies: the buffers belong to a fetch that is about to be forgotten.
    byte[] key = Utils.toNullableArray(record.key());
    byte[] value = Utils.toNullableArray(record.value());
    var copy = new ProducerRecord<>(topic, null, null, key, value, record.headers());
    describe(copy.headers(), record, reason);
    records.add(copy);
    bytes += record.serializedKeySize() + record.serializedValueSize() + reason.length() + 100L;
  }

  List<ProducerRecord<byte[], byte[]>> records() {
    return records;
  }

  /** About how much memory the records take. */
  long bytes() {
    return bytes;
  }

  void clear() {
    records.clear();
    bytes = 0;
  }

  private void describe(Headers headers, ConsumerRecord<?, ?> record, String reason) {
    LetterHeader.REASON.add(headers, reason);
    LetterHeader.TOPIC.add(headers, record.topic());
    LetterHeader.PARTITION.add(headers, Integer.toString(record.partition()));
    LetterHeader.OFFSET.add(headers, Long.toString(record.offset()));
    LetterHeader.TIMESTAMP.add(headers, Long.toString(record.timestamp()));
    LetterHeader.GROUP.add(headers, group);
  }
}
