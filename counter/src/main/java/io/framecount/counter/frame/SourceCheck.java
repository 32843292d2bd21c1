package io.framecount.counter.frame;

import io.framecount.common.avro.IgnoredLogicalTypes;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicScan;
import io.framecount.common.text.EpochUnit;
import io.framecount.counter.frame.FrameFormat.BadRecord;
import io.framecount.counter.frame.WantedFields.Unsaid;
import io.framecount.counter.time.TimestampRule;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks at the first records of a topic, so that a topic that can't be counted is told before
 * anything is made: one record that can be is enough.
 */
public final class SourceCheck {
  private static final int SAMPLE = 100;

  /** Below, a number is one of seconds; see {@link EpochUnit#AUTO}. */
  private static final long LEAST_MILLIS = 100_000_000_000L;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaConnection kafka;
  private final FrameFormat format;
  private final WantedFields fields;
  private final Consumer<String> warning;
  private final Set<String> warnings = new HashSet<>();
  private final TimestampRule times = TimestampRule.at(System.currentTimeMillis());
  private int seen;
  private CommandFailure problem;
  private boolean countable;

  /**
   * @param warning takes what does not keep the topic from being counted, and should be known
   */
  public SourceCheck(
      KafkaConnection kafka, FrameFormat format, WantedFields fields, Consumer<String> warning) {
    this.kafka = kafka;
    this.format = format;
    this.fields = fields;
    this.warning = warning;
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
      FieldReader reader =
          FieldReader.compile(schema, fields, () -> format.versions(record, schema));
      fields.by().ifPresent(by -> requireKnown(by, schema, record));
      IgnoredLogicalTypes.of(reader.time())
          .forEach(ignored -> warn("warning: topic '%s': %s".formatted(record.topic(), ignored)));
      requireUnit(record, reader.time());
      return null;
    } catch (MisreadTime e) {
      return new CommandFailure(
          ExitCode.SCHEMA,
          "topic '%s' can't be counted so: %s (offset %d of partition %d)"
              .formatted(record.topic(), e.getMessage(), record.offset(), record.partition()));
    } catch (UnfitSchema e) {
      return new CommandFailure(
          ExitCode.SCHEMA,
          "topic '%s' can't be counted: %s; name yours with --time, --unique and --by"
              .formatted(record.topic(), e.getMessage()));
    } catch (BadRecord e) {
      return e.failure();
    }
  }

  /** A number that says no unit, or a text no offset, must be a time by what holds for it. */
  private void requireUnit(ConsumerRecord<byte[], byte[]> record, Schema.Field field) {
    EpochUnit unit = fields.unsaid().unit();
    boolean plain = TimeStep.isPlain(field.schema());
    OptionalLong time = timeOf(record, fields);
    if (!plain && unit != EpochUnit.MILLIS && !TimeStep.isText(field.schema())) {
      warn(
          "warning: --epoch-unit %s has no effect on field '%s', which says its unit: %s"
              .formatted(unit.option(), field.name(), field.schema()));
    }
    // What is ahead by years and below the least number of milliseconds is so in each unit.
    boolean early = unit == EpochUnit.SECONDS && time.orElse(0) < LEAST_MILLIS * 1_000;
    if (!plain || early || time.isEmpty() || times.allows(time.getAsLong())) {
      return;
    }
    // In milliseconds it is the number itself.
    Unsaid millis =
        new Unsaid(EpochUnit.MILLIS, fields.unsaid().localZone(), fields.unsaid().textZone());
    timeOf(record, fields.with(millis))
        .ifPresent(
            number -> {
              EpochUnit other = EpochUnit.AUTO.of(number);
              if (other != unit && times.allows(other.toMillis(number))) {
                throw MisreadTime.inOtherUnit(field.name(), unit, Long.toString(number));
              }
            });
  }

  private OptionalLong timeOf(ConsumerRecord<byte[], byte[]> record, WantedFields wanted) {
    FrameReader reader =
        format.reader(record.topic(), wanted, new Patience(PATIENCE, () -> false, line -> {}));
    FrameFields frame = new FrameFields();
    byte[] value = record.value();
    try {
      reader.read(record, value, 0, value.length, frame);
      return OptionalLong.of(frame.time);
    } catch (MisreadTime e) {
      throw e;
    } catch (Undecodable e) {
      return OptionalLong.empty();
    }
  }

  private void warn(String line) {
    if (warnings.add(line)) {
      warning.accept(line);
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
