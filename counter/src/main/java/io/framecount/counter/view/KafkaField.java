package io.framecount.counter.view;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Fields of a Kafka record beside its value, under names that no field of a value can have. */
enum KafkaField {
  PARTITION {
    @Override
    Object of(ConsumerRecord<byte[], byte[]> record) {
      return record.partition();
    }
  },
  OFFSET {
    @Override
    Object of(ConsumerRecord<byte[], byte[]> record) {
      return record.offset();
    }
  },
  TIMESTAMP {
    @Override
    Object of(ConsumerRecord<byte[], byte[]> record) {
      return Instant.ofEpochMilli(record.timestamp());
    }
  },
  KEY {
    @Override
    Object of(ConsumerRecord<byte[], byte[]> record) {
      return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    }
  };

  /** The value, of a class that {@link PlainJson} knows, or null. */
  abstract Object of(ConsumerRecord<byte[], byte[]> record);

  /** Returns the field's name, such as {@code @offset}. */
  String text() {
    return "@" + name().toLowerCase(Locale.ROOT);
  }

  static Optional<KafkaField> named(String text) {
    return Arrays.stream(values()).filter(field -> field.text().equals(text)).findFirst();
  }
}
