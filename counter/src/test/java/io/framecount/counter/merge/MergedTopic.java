package io.framecount.counter.merge;

import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.WindowUnit;
import io.framecount.common.avro.WireSerdes;
import io.framecount.counter.late.LateFrames;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.unique.UniqueMethod;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;

/** A merger without Kafka, whose clock the test moves. */
final class MergedTopic implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");
  static final UniqueMethod METHOD = UniqueMethod.parse("theta:4096");

  final List<String> said = new ArrayList<>();
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, Partial> partials;
  private final TestOutputTopic<String, WindowCount> counts;
  private final TestOutputTopic<String, Partial> late;

  MergedTopic(Path state, Duration settleAfter, Duration hold, int maxGroups) {
    WireSerdes serdes =
        new WireSerdes(id -> id == 1 ? Partial.getClassSchema() : WindowCount.getClassSchema());
    Serializer<Partial> writer = serdes.serializer(1, Partial.getClassSchema());
    Deserializer<Partial> reader = serdes.deserializer(Partial.getClassSchema());
    Serializer<WindowCount> rowWriter = serdes.serializer(2, WindowCount.getClassSchema());
    Deserializer<WindowCount> rowReader = serdes.deserializer(WindowCount.getClassSchema());
    MergerPlan plan =
        new MergerPlan(
            new CountNames("frames", "counts"),
            new LateFrames("late", "recount", System::nanoTime, said::add),
            writer,
            METHOD,
            false,
            maxGroups == 0
                ? Optional.empty()
                : Optional.of(new GroupLimit(maxGroups, window -> {})),
            new Retention(settleAfter, Optional.ofNullable(hold)),
            reader,
            Serdes.serdeFrom(rowWriter, rowReader));
    Properties config = new Properties();
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    driver = new TopologyTestDriver(Merger.topology(plan, partition -> true), config, NOW);
    partials =
        driver.createInputTopic(
            "counts-partials", Serdes.String().serializer(), writer, NOW, Duration.ZERO);
    counts = driver.createOutputTopic("counts", Serdes.String().deserializer(), rowReader);
    late = driver.createOutputTopic("counts-late", Serdes.String().deserializer(), reader);
  }

  /** Adds frames of these users, one each, to a minute. */
  void add(Instant minute, String group, String... users) {
    UniqueCounter counter = METHOD.create();
    for (String user : users) {
      byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
      counter.add(bytes, 0, bytes.length);
    }
    partials.pipeInput(
        "MINUTE/" + minute,
        new Partial(
            WindowUnit.MINUTE,
            minute,
            minute.plusSeconds(60),
            group,
            (long) users.length,
            ByteBuffer.wrap(counter.toBytes())));
  }

  void pass(Duration time) {
    driver.advanceWallClockTime(time);
  }

  /** What was written since this was last asked, such as {@code 3 frames, 2 users, r1 settled}. */
  List<String> rows() {
    return counts.readKeyValuesToList().stream().map(MergedTopic::text).toList();
  }

  List<KeyValue<String, Partial>> late() {
    return late.readKeyValuesToList();
  }

  KeyValueStore<String, WindowCount> states() {
    return driver.getKeyValueStore(CountNames.WINDOW_STORE);
  }

  KeyValueStore<Bytes, byte[]> dueStore() {
    return driver.getKeyValueStore(CountNames.DUE_STORE);
  }

  /** How many entries there are, beside the note of the format. */
  long due() {
    long entries = 0;
    try (var all = dueStore().all()) {
      while (all.hasNext()) {
        entries += all.next().key.equals(StateFormat.KEY) ? 0 : 1;
      }
    }
    return entries;
  }

  private static String text(KeyValue<String, WindowCount> row) {
    WindowCount count = row.value;
    return "%s: %d frames, %d users, r%d%s"
        .formatted(
            row.key,
            count.getFrames(),
            count.getUniqueUsers(),
            count.getRevision(),
            count.getSettled() ? " settled" : "");
  }

  @Override
  public void close() {
    driver.close();
  }
}
