package io.framecount.counter.frame;

import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.FrameFields;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what is counted out of the records of a topic. Not thread-safe. */
@FunctionalInterface
public interface FrameReader {
  /**
   * Reads the wanted fields of a record.
   *
   * @param data holds the record's value: {@code length} bytes from {@code from} on
   * @return the bytes in which the group lies: the data, or other bytes
   * @throws BadRecord with the reason, if that is not possible
   */
  byte[] read(ConsumerRecord<?, ?> record, byte[] data, int from, int length, FrameFields into);
}
