package io.framecount.counter.frame;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicScan;
import io.framecount.counter.frame.FrameFormat.BadRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
  private final FrameFormat format;
  private final WantedFields fields;
  private int seen;
  private CommandFailure problem;
  private boolean countable;

  public SourceCheck(KafkaConnection kafka, FrameFormat format, WantedFields fields) {
    this.kafka = kafka;
    this.format = format;
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
    try (TopicScan scan = TopicScan.forFirst(kafka)) {
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
    try {
      Schema schema = format.schemaOf(record);
      FieldReader.compile(schema, fields, () -> format.versions(record, schema));
      fields.by().ifPresent(by -> requireKnown(by, schema, record));
      return null;
    } catch (UnfitSchema e) {
      return new CommandFailure(
          ExitCode.SCHEMA,
          "topic '%s' can't be counted: %s; name yours with --time, --unique and --by"
              .formatted(record.topic(), e.getMessage()));
    } catch (BadRecord e) {
      return e.failure();
    }
  }

  /** Records may lack the field to group by, but a field that is nowhere is a mistake. */
  private void requireKnown(String by, Schema schema, ConsumerRecord<byte[], byte[]> record) {
    List<FieldNames> types =
        FieldNames.recordsOf(schema).stream()
            .map(type -> new FieldNames(type, () -> format.versions(record, schema)))
            .toList();
    if (types.stream().noneMatch(names -> names.knows(by))) {
      throw types.get(0).missing(by);
    }
  }
}
