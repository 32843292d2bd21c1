package io.framecount.loader.encode;

import io.framecount.common.input.Checkpoint;
import io.framecount.common.input.Input;
import io.framecount.common.input.LineBatch;
import io.framecount.common.input.LineSplitter;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Consecutive records of one partition of a topic. Each stands for a line, whose number is the
 * record's offset; nothing is copied. May hold no record, and then only says how far the partition
 * is read.
 */
public final class RecordBatch extends LineBatch {
  private static final byte[] NOTHING = {};

  private final TopicPartition partition;
  private final Input input;
  private final List<ConsumerRecord<byte[], ByteBuffer>> records;
  private final long next;
  private final int maxBytes;
  private final long missing;
  private final long contentBytes;

  /**
   * @param next the offset to go on from behind these records
   * @param maxBytes longest value to take
   * @param missing number of offsets before {@code next} whose records can't be had any more
   */
  public RecordBatch(
      TopicPartition partition,
      List<ConsumerRecord<byte[], ByteBuffer>> records,
      long next,
      int maxBytes,
      long missing) {
    super(0);
    this.missing = missing;
    this.partition = partition;
    input = new RecordInput(partition.toString());
    this.records = records;
    this.next = next;
    this.maxBytes = maxBytes;
    long bytes = 0;
    for (ConsumerRecord<byte[], ByteBuffer> record : records) {
      bytes += record.value() == null ? 0 : record.value().remaining();
    }
    contentBytes = bytes;
  }

  /** Returns the partition of the records. */
  public TopicPartition partition() {
    return partition;
  }

  /** Returns the offset to go on from behind these records. */
  public long next() {
    return next;
  }

  /** Returns the number of offsets whose records can't be had any more, which is passed over. */
  public long missing() {
    return missing;
  }

  /** Returns record {@code i}. */
  public ConsumerRecord<byte[], ByteBuffer> record(int i) {
    return records.get(i);
  }

  /** Returns the array in which the value of record {@code i} lies. */
  @SuppressWarnings("ByteBufferBackingArray") // start(i) and end(i) are indexes into it.
  public byte[] bytes(int i) {
    ByteBuffer value = records.get(i).value();
    return value == null ? NOTHING : value.array();
  }

  @Override
  public int count() {
    return records.size();
  }

  @Override
  public int start(int i) {
    ByteBuffer value = records.get(i).value();
    return value == null ? 0 : value.arrayOffset() + value.position();
  }

  /**
   * Index after the last byte of the value, of which only the beginning counts if it is too long.
   */
  @Override
  public int end(int i) {
    ByteBuffer value = records.get(i).value();
    return value == null ? 0 : start(i) + (oversize(i) > 0 ? kept(value) : value.remaining());
  }

  private static int kept(ByteBuffer value) {
    return Math.min(LineSplitter.OVERSIZE_KEPT, value.remaining());
  }

  @Override
  public long oversize(int i) {
    ByteBuffer value = records.get(i).value();
    return value == null || value.remaining() <= maxBytes ? 0 : value.remaining();
  }

  @Override
  public Input input() {
    return input;
  }

  @Override
  public long lineNumber(int i) {
    return i < records.size() ? records.get(i).offset() : next;
  }

  @Override
  public long position(int i) {
    return 0;
  }

  @Override
  public long contentBytes() {
    return contentBytes;
  }

  @Override
  public Checkpoint after() {
    return new Checkpoint(next, records.size(), 0);
  }

  /** A partition, which is not read as a file is. */
  private record RecordInput(String name) implements Input {
    @Override
    public long size() {
      return -1;
    }

    @Override
    public InputStream open() {
      throw new UnsupportedOperationException(name);
    }

    @Override
    public boolean repeatable() {
      return true;
    }
  }
}
