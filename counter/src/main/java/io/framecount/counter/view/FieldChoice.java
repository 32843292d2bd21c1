package io.framecount.counter.view;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The chosen fields of records, in order. A field is null in records that lack it, since schemas
 * change along a topic.
 */
public final class FieldChoice {
  private static final int NAMES_SHOWN = 40;

  private final String topic;
  private final List<String> names;
  private final StoredJson all;
  private boolean checked;

  /**
   * @param names fields such as {@code uid}, {@code user.name} or {@code @offset}; none for all
   * @param all how a whole value is written
   */
  public FieldChoice(String topic, List<String> names, StoredJson all) {
    this.topic = topic;
    this.names = names;
    this.all = all;
  }

  /**
   * Makes sure that records may have these fields. Without it, the first record decides.
   *
   * @param versions of the topic's schema, the newest last; at least one
   * @throws CommandFailure with {@link ExitCode#USAGE} that names the fields there are
   */
  public void requireIn(List<Schema> versions) {
    checked = true;
    for (String name : names) {
      FieldPath path = FieldPath.of(name);
      boolean known = KafkaField.named(name).isPresent() || versions.stream().anyMatch(path::isIn);
      if (!known) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "topic '%s' has no field '%s'; its fields are %s; and each record has %s"
                .formatted(topic, name, fieldsOf(versions.get(versions.size() - 1)), ofRecords()));
      }
    }
  }

  /** The line for a record. */
  String json(ConsumerRecord<byte[], byte[]> record, GenericRecord value) {
    if (names.isEmpty()) {
      return all.of(value);
    }
    if (!checked) {
      requireIn(List.of(value.getSchema()));
    }
    Map<String, Object> chosen = new LinkedHashMap<>();
    for (String name : names) {
      Optional<KafkaField> field = KafkaField.named(name);
      chosen.put(name, field.isPresent() ? field.get().of(record) : FieldPath.of(name).in(value));
    }
    return PlainJson.of(chosen);
  }

  private static String fieldsOf(Schema schema) {
    List<String> all = FieldPath.all(schema).limit(NAMES_SHOWN + 1L).toList();
    Stream<String> shown = all.stream().limit(NAMES_SHOWN);
    return shown.collect(Collectors.joining(", ")) + (all.size() > NAMES_SHOWN ? ", …" : "");
  }

  private static String ofRecords() {
    return Arrays.stream(KafkaField.values())
        .map(KafkaField::text)
        .collect(Collectors.joining(", "));
  }

  /** Fields of a Kafka record beside its value, under names that no field of a value can have. */
  private enum KafkaField {
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
}
