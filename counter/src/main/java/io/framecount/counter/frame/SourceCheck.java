package io.framecount.counter.frame;

import io.framecount.common.avro.WireFormat;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicScan;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryException;
import io.framecount.common.registry.Subjects;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks at the first records of a topic, so that a topic that can't be counted is told before
 * anything is made: one record that can be is enough.
 */
public final class SourceCheck {
  private static final int SAMPLE = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaConnection kafka;
  private final RegistryClient registry;
  private final WantedFields fields;
  private int seen;
  private CommandFailure problem;
  private boolean countable;

  public SourceCheck(KafkaConnection kafka, RegistryClient registry, WantedFields fields) {
    this.kafka = kafka;
    this.registry = registry;
    this.fields = fields;
  }

  /**
   * Checks the topic; one without records passes.
   *
   * @throws CommandFailure that says what is wrong with the first records
   */
  public void require(String topic) {
    Map<TopicPartition, Long> from = kafka.offsets().first(topic);
    Map<TopicPartition, Long> to = kafka.offsets().committedEnd(topic);
    try (TopicScan scan = new TopicScan(kafka)) {
      scan.scan(from, to, PATIENCE, this::goOn);
    }
    if (problem != null && !countable) {
      throw problem;
    }
  }

  private boolean goOn(ConsumerRecord<byte[], byte[]> record) {
    CommandFailure found = problemOf(record);
    countable = found == null;
    // A schema without the fields says more than a stray record that is no Avro.
    if (problem == null || (found != null && found.code() == ExitCode.SCHEMA)) {
      problem = found;
    }
    return !countable && ++seen < SAMPLE;
  }

  private CommandFailure problemOf(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null || !WireFormat.isFramed(value)) {
      return new CommandFailure(
          "topic '%s' holds no Avro records with a schema id (offset %d of partition %d is %s); was it loaded with another serializer?"
              .formatted(record.topic(), record.offset(), record.partition(), looks(value)));
    }
    int id = WireFormat.schemaId(value);
    try {
      Schema schema = registry.byId(id);
      Supplier<List<Schema>> versions =
          () -> SubjectVersions.of(registry, Subjects.ofValues(record.topic()));
      FieldReader.compile(schema, fields, versions);
      fields.by().ifPresent(by -> requireKnown(by, new FieldNames(schema, versions)));
      return null;
    } catch (UnfitSchema e) {
      return new CommandFailure(
          ExitCode.SCHEMA,
          "topic '%s' can't be counted: %s; name yours with --time, --unique and --by"
              .formatted(record.topic(), e.getMessage()));
    } catch (RegistryException e) {
      if (!e.notFound()) {
        throw e;
      }
      return new CommandFailure(
          ExitCode.SCHEMA,
          "topic '%s' was written with schema id %d, which the registry at %s does not know; is it the right registry?"
              .formatted(record.topic(), id, registry.url()));
    }
  }

  /** Records may lack the field to group by, but a field that is nowhere is a mistake. */
  private static void requireKnown(String by, FieldNames names) {
    if (!names.knows(by)) {
      throw names.missing(by);
    }
  }

  private static String looks(byte[] value) {
    if (value == null) {
      return "null";
    }
    return value.length > 0 && (value[0] == '{' || value[0] == '[') ? "JSON" : "something else";
  }
}
