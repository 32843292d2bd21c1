package io.framecount.loader.load;

import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryClient;
import io.framecount.loader.produce.Drops;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a load goes, and how patient it is there.
 *
 * @param limit how long Kafka may be away before the load gives up; nothing for ever
 * @param drops takes what is not delivered in time, if that is wanted
 */
record Cluster(
    KafkaOptions kafka, RegistryClient registry, Optional<Duration> limit, Optional<Drops> drops) {
  /** The one that the options name, with its registry. */
  static Cluster of(LoadOptions options, RegistryClient registry) {
    return new Cluster(options.kafka, registry, options.outage.limit(), options.outage.drops());
  }

  /** The mirror that the options name: it may be away for ever. */
  static Cluster mirror(LoadOptions options) {
    return new Cluster(
        options.mirror.kafka(options.kafka),
        options.mirror.registry(options.registry, options.kafka),
        Optional.empty(),
        Optional.empty());
  }
}
