package io.framecount.loader.load;

import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryClient;
import io.framecount.loader.produce.Guarantee;
import io.framecount.loader.schema.ChosenSchema;
import io.framecount.loader.topic.Demands;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a load will need of its surroundings, for those who look at them before it.
 *
 * @param frames what it asks of its topic
 * @param letters what it asks of the topic of rejected lines, if they go there
 * @param registered whether the schema is to be in the registry; else the serde knows where
 * @param register whether it may register its schema
 * @param eventTimes whether records bear the frames' own time
 * @param spool where it keeps stdin while Kafka is away, if anywhere
 * @param spoolBytes how much it keeps there
 */
public record LoadNeeds(
    KafkaOptions kafka,
    RegistryClient registry,
    String topic,
    Demands frames,
    Optional<Demands> letters,
    ChosenSchema schema,
    boolean registered,
    boolean register,
    boolean eventTimes,
    Guarantee guarantee,
    Optional<Path> spool,
    long spoolBytes) {
  /**
   * Asks the registry only if the schema is from there.
   *
   * @param warning takes what does not keep the load from working, and should be known
   */
  public static LoadNeeds of(LoadOptions options, Consumer<String> warning) {
    RegistryClient registry = options.registry.connect(options.kafka);
    LoadPlan plan = LoadPlan.of(options, () -> registry, warning);
    boolean acksAll = options.producer.acksAll();
    return new LoadNeeds(
        options.kafka,
        registry,
        plan.topic(),
        Demands.ofFrames(acksAll, plan.keyed(), plan.maxLineBytes()),
        options.rejects.toTopic()
            ? Optional.of(Demands.ofDeadLetters(acksAll, plan.largestLetter()))
            : Optional.empty(),
        plan.chosen(),
        options.serde.knowsSchemas(),
        options.schema.register(),
        options.time.onRecords(),
        options.producer.guarantee(),
        Optional.ofNullable(options.spool.directory()),
        options.spool.maxBytes());
  }
}
