package io.framecount.counter.frame;

/** Finds the counted values in the records of a topic. Not thread-safe. */
public final class FieldValues {
  private final FieldReaders readers;
  private final FrameFields fields = new FrameFields();

  /** Takes a value: so many bytes from there on. */
  @FunctionalInterface
  public interface Taker {
    void take(byte[] bytes, int from, int length);
  }

  public FieldValues(TopicSchemas schemas, WantedFields wanted) {
    readers = new FieldReaders(schemas, wanted);
  }

  /** Hands over the value of a record; false if it has none that can be read. */
  public boolean read(byte[] record, Taker taker) {
    if (record == null) {
      return false;
    }
    try {
      readers.read(record, 0, record.length, fields);
    } catch (Undecodable e) {
      return false;
    }
    taker.take(fields.user, fields.userFrom, fields.userLength);
    return true;
  }
}
