package io.framecount.counter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.Frame;
import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.common.avro.WireSerdes;
import io.framecount.counter.combine.Combiner;
import io.framecount.counter.combine.CombinerEvents;
import io.framecount.counter.combine.CombinerPlan;
import io.framecount.counter.combine.Goal;
import io.framecount.counter.frame.FieldReaders;
import io.framecount.counter.frame.FrameReader;
import io.framecount.counter.frame.TopicSchemas;
import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.WantedFields;
import io.framecount.counter.late.LateFrames;
import io.framecount.counter.merge.FakeMerger;
import io.framecount.counter.merge.MergerPlan;
import io.framecount.counter.merge.Retention;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.progress.CountSettings;
import io.framecount.counter.progress.OffsetNote;
import io.framecount.counter.progress.Tally;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.view.CountsTopic;
import io.framecount.counter.window.Windows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** A count of the minutes of topic {@code frames}, of two partitions, without a broker. */
public final class FakeCount implements AutoCloseable {
  /** The first instant of a minute. */
  public static final long MINUTE = 1_468_244_340_000L;

  public static final String KEY = "MINUTE/2016-07-11T13:39:00Z";
  public static final String NEXT_KEY = "MINUTE/2016-07-11T13:40:00Z";
  public static final TopicPartition P0 = new TopicPartition("frames", 0);
  public static final TopicPartition P1 = new TopicPartition("frames", 1);

  private static final int FRAME = 1;
  private static final int PARTIAL = 2;
  private static final int ROW = 3;
  private static final Map<Integer, Schema> SCHEMAS =
      Map.of(
          FRAME, Frame.getClassSchema(),
          PARTIAL, Partial.getClassSchema(),
          ROW, WindowCount.getClassSchema());

  /** More schemas by id, and by GUID. */
  public final Map<Object, Schema> more = new HashMap<>();

  /** The id of a JSON Schema. */
  public static final int JSON_SCHEMA = 90;

  public final FakeKafka kafka = new FakeKafka();
  public final CountNames names = new CountNames("frames", "counts");
  public CountSettings settings =
      new CountSettings(
          Windows.MINUTES, new WantedFields("ts", "uid"), UniqueMethod.STANDARD, Integer.MAX_VALUE);
  public final WireSerdes serdes = new WireSerdes(SCHEMAS::get);

  /** Lines for the user. */
  public final List<String> said = new ArrayList<>();

  /** Asked for each schema before it is found. */
  public Runnable registry = () -> {};

  private FakeMerger merger;

  public FakeCount() {
    kafka.create("frames", 2, Map.of());
    kafka.create(names.output(), 1, Map.of("cleanup.policy", "compact"));
    kafka.create(names.late(), 1, Map.of("cleanup.policy", "compact"));
    kafka.create(names.partials(), 1, Map.of());
  }

  /** Adds a frame of the minute. */
  public void frame(TopicPartition partition, String user) {
    frame(partition, user, MINUTE);
  }

  public void frame(TopicPartition partition, String user, long time) {
    kafka.append(partition, user.getBytes(UTF_8), frame(user, time));
  }

  public static byte[] frame(String user, long time) {
    return FrameTopic.frame(FRAME, user, time);
  }

  public FrameReader reader() {
    return new FieldReaders(
        new TopicSchemas() {
          @Override
          public Schema byId(int id) {
            registry.run();
            if (id == JSON_SCHEMA) {
              throw new BadRecord(BadRecord.Kind.JSON, "a JSON Schema");
            }
            if (!SCHEMAS.containsKey(id) && !more.containsKey(id)) {
              throw new BadRecord("unknown schema id " + id);
            }
            return SCHEMAS.getOrDefault(id, more.get(id));
          }

          @Override
          public Schema byGuid(UUID guid) {
            if (!more.containsKey(guid)) {
              throw new BadRecord("unknown schema with GUID " + guid);
            }
            return more.get(guid);
          }

          @Override
          public List<Schema> versions(OptionalInt id, Schema schema) {
            return List.of();
          }
        },
        settings.fields());
  }

  /** Counts up to the present end of the topic. */
  public Tally combine() {
    return combiner(() -> false).run(goal());
  }

  /** Polls once after each of these events, then stops in order. */
  public Tally combineDuring(Runnable... events) {
    kafka.beforePolls(events);
    return combiner(kafka::scriptIsOver).run(Goal.ENDLESS);
  }

  private Goal goal() {
    return Goal.presentEnd(
        kafka.connection(), names.combinerGroup(), names.source(), Duration.ZERO);
  }

  private Combiner combiner(BooleanSupplier stopping) {
    Serializer<Partial> serializer = serdes.serializer(PARTIAL, Partial.getClassSchema());
    return new Combiner(
        kafka.connection(),
        new CombinerPlan(names, settings, false, serializer),
        this::reader,
        new Combiner.Watch() {
          @Override
          public boolean stopping() {
            return stopping.getAsBoolean();
          }

          @Override
          public void at(Tally tally, long lag) {}

          @Override
          public void say(String line) {
            said.add(line);
          }
        },
        new CombinerEvents() {});
  }

  /** Starts to merge; windows settle after a minute, and drop their state after one more. */
  public FakeMerger merger(Path state) {
    MergerPlan plan =
        new MergerPlan(
            names,
            new LateFrames(names.late(), names.recount(), System::nanoTime, said::add),
            serdes.serializer(PARTIAL, Partial.getClassSchema()),
            settings.method(),
            true,
            Optional.empty(),
            new Retention(Duration.ofMinutes(1), Optional.of(Duration.ofMinutes(1))),
            partials(),
            rowSerde());
    kafka.create(names.windowChangelog(), 1, Map.of("cleanup.policy", "compact"));
    merger = new FakeMerger(kafka, plan, state);
    return merger;
  }

  public Deserializer<Partial> partials() {
    return serdes.deserializer(Partial.getClassSchema());
  }

  public Serde<WindowCount> rowSerde() {
    return Serdes.serdeFrom(
        serdes.<WindowCount>serializer(ROW, WindowCount.getClassSchema()),
        serdes.<WindowCount>deserializer(WindowCount.getClassSchema()));
  }

  public CountsTopic counts() {
    return new CountsTopic(kafka.connection(), names.output(), rowSerde().deserializer());
  }

  /** Frames by window, as all partials together have them. */
  public Map<String, Long> partialFrames() {
    Map<String, Long> frames = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : kafka.records(names.partials())) {
      Partial partial = partials().deserialize(record.topic(), record.value());
      frames.merge(new String(record.key(), UTF_8), partial.getFrames(), Long::sum);
    }
    return frames;
  }

  /** The tally beside the committed offset of a partition. */
  public Tally committed(TopicPartition partition) {
    return note(partition).tally().orElseThrow();
  }

  public OffsetNote note(TopicPartition partition) {
    return OffsetNote.of(kafka.offsets(names.combinerGroup()).get(partition));
  }

  @Override
  public void close() {
    if (merger != null) {
      merger.close();
    }
  }
}
