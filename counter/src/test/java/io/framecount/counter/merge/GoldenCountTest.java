package io.framecount.counter.merge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.WindowUnit;
import io.framecount.common.avro.Golden;
import io.framecount.common.avro.WireSerdes;
import io.framecount.counter.late.LateFrames;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.unique.UniqueMethod;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden partial becomes the golden count; see {@link Golden} before changing anything. */
class GoldenCountTest {
  private static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");

  @TempDir Path state;

  private final WireSerdes partialSerdes = new WireSerdes(id -> Partial.getClassSchema());
  private final WireSerdes counts = new WireSerdes(id -> WindowCount.getClassSchema());

  @Test
  void isMergedByteForByte() {
    Golden partial = Golden.of("increment");
    try (TopologyTestDriver driver = driver()) {
      TestInputTopic<byte[], byte[]> partials =
          driver.createInputTopic(
              "counts-partials", new ByteArraySerializer(), new ByteArraySerializer());
      partials.pipeInput(partial.key(), partial.value());
      var row =
          driver
              .createOutputTopic("counts", new ByteArrayDeserializer(), new ByteArrayDeserializer())
              .readKeyValue();
      assertThat(row.key).isEqualTo(Golden.of("count").key());
      assertThat(row.value).isEqualTo(Golden.of("count").value());
    }
  }

  @Test
  void isReadAsItAlwaysWas() {
    WindowCount count =
        counts
            .<WindowCount>deserializer(WindowCount.getClassSchema())
            .deserialize("counts", Golden.of("count").value());
    assertThat(new String(Golden.of("count").key(), UTF_8))
        .isEqualTo("MINUTE/2016-07-11T13:39:00Z/linux");
    ByteBuffer sketch = count.getSketch();
    assertThat(sketch.remaining()).isPositive();
    count.setSketch(null);
    assertThat(count)
        .isEqualTo(
            WindowCount.newBuilder()
                .setWindow(WindowUnit.MINUTE)
                .setStart(Instant.parse("2016-07-11T13:39:00Z"))
                .setEnd(Instant.parse("2016-07-11T13:40:00Z"))
                .setGroup("linux")
                .setFrames(3)
                .setUniqueUsers(2)
                .setExact(true)
                .setLowerBound(2)
                .setUpperBound(2)
                .setRevision(1)
                .setSettled(false)
                .setUpdatedAt(NOW)
                .setSketch(null)
                .build());
  }

  private TopologyTestDriver driver() {
    int id = Golden.SCHEMA_ID;
    MergerPlan plan =
        new MergerPlan(
            new CountNames("frames", "counts"),
            new LateFrames("late", "recount", System::nanoTime, line -> {}),
            partialSerdes.serializer(id, Partial.getClassSchema()),
            UniqueMethod.parse("theta"),
            true,
            Optional.empty(),
            new Retention(Duration.ofHours(1), Optional.empty()),
            partialSerdes.deserializer(Partial.getClassSchema()),
            Serdes.serdeFrom(
                counts.<WindowCount>serializer(id, WindowCount.getClassSchema()),
                counts.<WindowCount>deserializer(WindowCount.getClassSchema())));
    Properties config = new Properties();
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    return new TopologyTestDriver(Merger.topology(plan, partition -> true), config, NOW);
  }
}
