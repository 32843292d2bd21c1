package io.framecount.counter.frame;

import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.FrameFields;
import io.framecount.counter.frame.field.OtherType;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Finds the counted values in the records of a topic. Not thread-safe. */
public final class FieldValues {
  private final FrameReader reader;
  private final FrameFields fields = new FrameFields();

  /** Takes a value: so many bytes from there on. */
  @FunctionalInterface
  public interface Taker {
    void take(byte[] bytes, int from, int length);
  }

  public FieldValues(FrameReader reader) {
    this.reader = reader;
  }

  /**
   * Hands over the value of a record; false if it has none that can be read.
   *
   * @throws OtherType if it is no frame
   */
  public boolean read(ConsumerRecord<byte[], byte[]> record, Taker taker) {
    byte[] value = record.value();
    if (value == null) {
      return false;
    }
    try {
      reader.read(record, value, 0, value.length, fields);
    } catch (OtherType e) {
      throw e;
    } catch (BadRecord e) {
      return false;
    }
    taker.take(fields.user, fields.userFrom, fields.userLength);
    return true;
  }
}
