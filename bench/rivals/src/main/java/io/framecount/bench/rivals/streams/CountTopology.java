package io.framecount.bench.rivals.streams;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.framecount.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Groups frames by minute, aggregates them and writes the result to a topic, as the DSL's manual
 * shows.
 *
 * <p>A minute's users are in all partitions, so frames travel through a repartition topic to the
 * one task that counts their minute. Only the minute and a hash of the user travel, 16 bytes.
 */
final class CountTopology {
  static final String STORE = "minutes";

  /**
   * Grace so long that nothing is late: a catch-up read sees partitions far apart, and dumps hold
   * years.
   */
  private static final Duration GRACE = Duration.ofDays(3650);

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Hasher64 USERS = Hashing.murmur3_128();

  private CountTopology() {}

  static StreamsBuilder of(String topic, String output, Deserializer<Frame> frames) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(topic, source(frames))
        .map((uid, frame) -> KeyValue.pair(minute(frame), hash(frame)))
        .groupByKey(Grouped.with("minute", Serdes.Long(), Serdes.Long()))
        .windowedBy(TimeWindows.ofSizeAndGrace(MINUTE, GRACE))
        .aggregate(MinuteCount::new, (minute, hash, count) -> count.add(hash), store())
        .toStream((window, count) -> window.window().start())
        .mapValues(count -> count.frames() + "\t" + count.uniqueUsers())
        .to(output, Produced.with(Serdes.Long(), Serdes.String()));
    return builder;
  }

  private static Consumed<byte[], Frame> source(Deserializer<Frame> frames) {
    return Consumed.with(
            Serdes.ByteArray(), Serdes.serdeFrom((topic, frame) -> unwritten(), frames))
        .withTimestampExtractor(
            (record, partitionTime) -> ((Frame) record.value()).getTs().toEpochMilli());
  }

  /**
   * Returns the store with an unlimited changelog, whose records have old event times and would
   * expire.
   */
  private static Materialized<Long, MinuteCount, WindowStore<Bytes, byte[]>> store() {
    return Materialized.<Long, MinuteCount, WindowStore<Bytes, byte[]>>as(STORE)
        .withKeySerde(Serdes.Long())
        .withValueSerde(MinuteCount.serde())
        .withRetention(GRACE.plus(MINUTE))
        .withCachingEnabled()
        .withLoggingEnabled(Map.of("retention.ms", "-1"));
  }

  /**
   * Returns the minute of a frame, which is the key, so that different tasks count neighbouring
   * minutes.
   */
  private static long minute(Frame frame) {
    return frame.getTs().toEpochMilli() / MINUTE.toMillis();
  }

  private static long hash(Frame frame) {
    return USERS.hashBytesToLong(frame.getUid().getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] unwritten() {
    throw new UnsupportedOperationException("frames are only read");
  }
}
