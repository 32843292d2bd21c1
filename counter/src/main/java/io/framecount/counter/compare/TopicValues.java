package io.framecount.counter.compare;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.progress.Progress;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.kafka.TopicEnd;
import io.framecount.common.kafka.TopicScan;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.common.serde.SerdeOptions;
import io.framecount.counter.combine.OtherTypes;
import io.framecount.counter.frame.FrameFormat;
import io.framecount.counter.frame.FrameReader;
import io.framecount.counter.frame.RegistryRetry;
import io.framecount.counter.frame.SourceCheck;
import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.FrameFields;
import io.framecount.counter.frame.field.WantedFields;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Feeds the values of a topic's field, up to the present end, to a comparison. Not thread-safe. */
public final class TopicValues {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaOptions kafka;
  private final RegistryOptions registry;
  private final SerdeOptions serde;
  private final WantedFields fields;
  private final OtherTypes others;
  private final FrameFields frame = new FrameFields();
  private long records;
  private long setAside;
  private boolean hidden;
  private long passedOver;

  public TopicValues(
      KafkaOptions kafka,
      RegistryOptions registry,
      SerdeOptions serde,
      WantedFields fields,
      OtherTypes others) {
    this.kafka = kafka;
    this.registry = registry;
    this.serde = serde;
    // Values are compared whatever the time of their record is.
    this.fields = fields.with(WantedFields.Unsaid.ANYTHING);
    this.others = others;
  }

  /** Records of other types that were passed over. */
  public long passedOver() {
    return passedOver;
  }

  /** Reads the topic; returns how many records have no value that can be read. */
  public long read(String topic, Comparison into, Progress progress, BooleanSupplier stopping) {
    RegistryClient client = registry.connect(kafka);
    try (KafkaConnection connection = KafkaConnection.open(kafka);
        FrameFormat format = FrameFormat.of(serde, kafka, registry, client)) {
      connection.topics().require(topic);
      new SourceCheck(connection, format, fields, others.passedOver(), progress::say)
          .require(topic);
      var retry = new RegistryRetry(PATIENCE, stopping, progress::say);
      FrameReader reader = format.reader(topic, fields, retry);
      TopicEnd end = TopicEnd.of(connection, topic);
      end.await(TopicEnd.PATIENCE, progress::say, stopping);
      if (end.hidden() > 0) {
        progress.say("not all is compared: " + end.sentence().subject());
        hidden = true;
      }
      try (TopicScan scan = new TopicScan(connection)) {
        TopicScan.End how =
            scan.scan(
                connection.offsets().first(topic),
                end.readable(),
                PATIENCE,
                record -> {
                  take(record, reader, into);
                  progress.at(records, () -> "");
                  return !stopping.getAsBoolean();
                });
        if (how == TopicScan.End.TIMED_OUT) {
          throw new CommandFailure(
              "topic '%s' gave nothing more for %d s; try again later"
                  .formatted(topic, PATIENCE.toSeconds()));
        }
      }
    }
    return setAside;
  }

  /** Returns whether an open transaction hid a part of the topic. */
  public boolean hidden() {
    return hidden;
  }

  private void take(
      ConsumerRecord<byte[], byte[]> record, FrameReader reader, Comparison comparison) {
    records++;
    byte[] value = record.value();
    if (value == null) {
      setAside++;
      return;
    }
    try {
      reader.read(record, value, 0, value.length, frame);
      comparison.add(frame.user, frame.userFrom, frame.userLength);
    } catch (BadRecord e) {
      if (e.kind() == BadRecord.Kind.OTHER_TYPE && others.passesOver(e)) {
        passedOver++;
      } else {
        setAside++;
      }
    }
  }
}
