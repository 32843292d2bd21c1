package io.framecount.loader.load;

import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.serde.ForeignSerializer;
import io.framecount.loader.produce.Drops;
import io.framecount.loader.schema.ChosenSchema;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a load goes, and how patient it is there.
 *
 * @param serializer of the frames, if it is not our own
 * @param limit how long Kafka may be away before the load gives up; nothing for ever
 * @param drops takes what is not delivered in time, if that is wanted
 */
record Cluster(
    KafkaOptions kafka,
    RegistryClient registry,
    Optional<ForeignSerializer> serializer,
    Optional<Duration> limit,
    Optional<Drops> drops)
    implements AutoCloseable {
  /** The one that the options name, with its registry. */
  static Cluster of(LoadOptions options, RegistryClient registry) {
    return new Cluster(
        options.kafka,
        registry,
        options.serde.serializer(options.kafka, options.registry),
        options.outage.limit(),
        options.outage.drops());
  }

  /** The mirror that the options name: it may be away for ever. */
  static Cluster mirror(LoadOptions options) {
    KafkaOptions settings = options.mirror.registrySettings(options.kafka);
    var registry = options.mirror.registry(options.registry);
    return new Cluster(
        options.mirror.kafka(options.kafka),
        registry.connect(settings),
        options.serde.serializer(settings, registry),
        Optional.empty(),
        Optional.empty());
  }

  /** How frames are written here. */
  FrameSerde serde(LoadOptions options, ChosenSchema schema) {
    String topic = options.topic.topic();
    return options.serde.knowsSchemas()
        ? FrameSerde.registered(schema, topic, registry, options.schema.register(), serializer)
        : FrameSerde.foreign(schema.schema(), topic, serializer.orElseThrow());
  }

  @Override
  public void close() {
    serializer.ifPresent(ForeignSerializer::close);
  }
}
