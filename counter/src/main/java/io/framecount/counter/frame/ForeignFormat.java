package io.framecount.counter.frame;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.serde.ForeignDeserializer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** In a format that a deserializer knows which is not ours. */
final class ForeignFormat implements FrameFormat {
  private final ForeignDeserializer deserializer;

  ForeignFormat(ForeignDeserializer deserializer) {
    this.deserializer = deserializer;
  }

  @Override
  public FrameReader reader(String topic, WantedFields wanted, Patience patience) {
    return new ForeignReader(deserializer, wanted, patience);
  }

  /** Where the deserializer has its schemas from is its own affair. */
  @Override
  public List<Schema> versions(String topic) {
    return List.of();
  }

  @Override
  public Deserializer<GenericRecord> generic() {
    return deserializer.generic();
  }

  @Override
  public Schema schemaOf(ConsumerRecord<byte[], byte[]> record) throws BadRecord {
    if (record.value() == null) {
      throw bad(record, "the value is null");
    }
    try {
      return deserializer.read(record.topic(), record.headers(), record.value()).getSchema();
    } catch (SerializationException e) {
      throw bad(record, e.getMessage());
    }
  }

  @Override
  public void close() {
    deserializer.close();
  }

  private BadRecord bad(ConsumerRecord<byte[], byte[]> record, String reason) {
    return new BadRecord(
        new CommandFailure(
            "topic '%s' holds no records that %s can read (offset %d of partition %d: %s)"
                .formatted(
                    record.topic(),
                    deserializer.name(),
                    record.offset(),
                    record.partition(),
                    reason)));
  }
}
