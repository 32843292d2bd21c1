package io.framecount.loader.load;

import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryClient;
import io.framecount.loader.produce.Guarantee;
import io.framecount.loader.topic.Demands;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * What a load will need of its surroundings, for those who look at them before it.
 *
 * @param frames what it asks of its topic
 * @param letters what it asks of the topic of rejected lines, if they go there
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
    Schema schema,
    boolean register,
    boolean eventTimes,
    Guarantee guarantee,
    Optional<Path> spool,
    long spoolBytes) {
  /** Asks nobody. */
  public static LoadNeeds of(LoadOptions options) {
    LoadPlan plan = LoadPlan.of(options);
    boolean acksAll = options.producer.acksAll();
    return new LoadNeeds(
        options.kafka,
        options.registry.connect(options.kafka),
        plan.topic(),
        Demands.ofFrames(acksAll, plan.keyed(), plan.maxLineBytes()),
        options.rejects.toTopic()
            ? Optional.of(Demands.ofDeadLetters(acksAll, plan.largestLetter()))
            : Optional.empty(),
        plan.schema(),
        options.schema.register(),
        options.time.onRecords(),
        options.producer.guarantee(),
        Optional.ofNullable(options.spool.directory()),
        options.spool.maxBytes());
  }
}
