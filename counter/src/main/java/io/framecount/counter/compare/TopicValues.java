package io.framecount.counter.compare;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.Progress;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.kafka.TopicEnd;
import io.framecount.common.kafka.TopicScan;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.common.serde.SerdeOptions;
import io.framecount.counter.combine.OtherTypes;
import io.framecount.counter.frame.FieldValues;
import io.framecount.counter.frame.FrameFormat;
import io.framecount.counter.frame.RegistryRetry;
import io.framecount.counter.frame.SourceCheck;
import io.framecount.counter.frame.field.OtherType;
import io.framecount.counter.frame.field.WantedFields;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the values of a topic's field, as far as the topic goes now. */
public final class TopicValues {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaOptions kafka;
  private final RegistryOptions registry;
  private final SerdeOptions serde;
  private final WantedFields fields;
  private final OtherTypes others;
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

  /** Reads all; answers how many records have no value that can be read. */
  public long read(String topic, Comparison into, Progress progress, BooleanSupplier stopping) {
    RegistryClient client = registry.connect(kafka);
    try (KafkaConnection connection = KafkaConnection.open(kafka);
        FrameFormat format = FrameFormat.of(serde, kafka, registry, client)) {
      connection.topics().require(topic);
      new SourceCheck(connection, format, fields, others.passedOver(), progress::say)
          .require(topic);
      var patience = new RegistryRetry(PATIENCE, stopping, progress::say);
      FieldValues values = new FieldValues(format.reader(topic, fields, patience));
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
                  take(record, values, into);
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
      ConsumerRecord<byte[], byte[]> record, FieldValues values, Comparison comparison) {
    records++;
    try {
      if (!values.read(record, comparison::add)) {
        setAside++;
      }
    } catch (OtherType e) {
      if (others.passesOver(e)) {
        passedOver++;
      } else {
        setAside++;
      }
    }
  }
}
