package io.framecount.loader.plan;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.serde.ForeignSerializer;
import io.framecount.loader.command.option.LoadOptions;
import io.framecount.loader.produce.DroppedRecords;
import io.framecount.loader.schema.ChosenSchema;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A cluster to load into, and how long the load waits for it.
 *
 * @param connection opens it, or waits for it
 * @param serializer of the frames, if it is not our own
 * @param limit time Kafka may be away before the load gives up; empty for no limit
 * @param drops takes records that are not delivered in time, if they may be dropped
 */
public record Cluster(
    KafkaOptions kafka,
    Supplier<KafkaConnection> connection,
    RegistryClient registry,
    Optional<ForeignSerializer> serializer,
    Optional<Duration> limit,
    Optional<DroppedRecords> drops)
    implements AutoCloseable {
  /** The one that the options name, with its registry. */
  public static Cluster of(
      LoadOptions options, RegistryClient registry, Supplier<KafkaConnection> connection) {
    return new Cluster(
        options.kafka(),
        connection,
        registry,
        options.serde().serializer(options.kafka(), options.registry()),
        options.outage().limit(),
        options.outage().drops());
  }

  /** The mirror that the options name: it may be away for ever. */
  public static Cluster mirror(LoadOptions options) {
    KafkaOptions settings = options.mirror().registrySettings(options.kafka());
    var registry = options.mirror().registry(options.registry());
    KafkaOptions kafka = options.mirror().kafka(options.kafka());
    return new Cluster(
        kafka,
        () -> KafkaConnection.open(kafka),
        registry.connect(settings),
        options.serde().serializer(settings, registry),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns how this cluster's frames are written. */
  public FrameSerde serde(LoadOptions options, ChosenSchema schema) {
    String topic = options.topic().topic();
    return options.serde().knowsSchemas()
        ? FrameSerde.registered(schema, topic, registry, options.schema().register(), serializer)
        : FrameSerde.foreign(schema.schema(), topic, serializer.orElseThrow());
  }

  @Override
  public void close() {
    serializer.ifPresent(ForeignSerializer::close);
  }
}
