package io.framecount.bench.rivals.streams;

import com.dynatrace.hash4j.distinctcount.HyperLogLog;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The count of a minute: its frames, and a sketch of its users.
 *
 * <p>Kafka Streams keeps state as bytes, also in memory: each frame reads its minute from bytes,
 * adds to it and writes it back as bytes. This makes a sketch in Streams slow, so the sketch is
 * small (3 KB, standard error 1.6%, against 12 KB and 0.8% of the same sketch in Framecount by
 * default), and its library uses the bytes directly as its state.
 */
final class MinuteCount {
  private static final int PRECISION = 12;

  private final HyperLogLog users;
  private long frames;

  MinuteCount() {
    this(0, HyperLogLog.create(PRECISION));
  }

  private MinuteCount(long frames, HyperLogLog users) {
    this.frames = frames;
    this.users = users;
  }

  /** Adds a frame of the user with this 64-bit hash. */
  MinuteCount add(long userHash) {
    frames++;
    users.add(userHash);
    return this;
  }

  long frames() {
    return frames;
  }

  long uniqueUsers() {
    return Math.round(users.getDistinctCountEstimate());
  }

  /** Eight bytes for the frames, then the registers. */
  static Serde<MinuteCount> serde() {
    return Serdes.serdeFrom(
        (topic, count) -> count == null ? null : count.toBytes(),
        (topic, bytes) -> bytes == null ? null : of(bytes));
  }

  private byte[] toBytes() {
    byte[] state = users.getState();
    return ByteBuffer.allocate(Long.BYTES + state.length).putLong(frames).put(state).array();
  }

  private static MinuteCount of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long frames = in.getLong();
    byte[] state = new byte[in.remaining()];
    in.get(state);
    return new MinuteCount(frames, HyperLogLog.wrap(state));
  }
}
