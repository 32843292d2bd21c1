package io.framecount.loader.plan;

import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.Subjects;
import io.framecount.loader.command.option.LoadOptions;
import io.framecount.loader.convert.Converter;
import io.framecount.loader.encode.CarryOver;
import io.framecount.loader.produce.DeadLetters;
import io.framecount.loader.schema.ChosenSchema;
import io.framecount.loader.topic.Demands;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** The options of a load and the schema chosen for it. */
public record LoadPlan(LoadOptions options, ChosenSchema chosen) {
  /**
   * Chooses the schema and compiles it once, so that a schema that can't be used is refused at
   * once.
   *
   * @param registry asked only if the schema is from there
   * @param warning takes warnings in sentences
   * @throws io.framecount.common.cli.CommandFailure if there is no such schema, or the options do
   *     not suit it
   */
  public static LoadPlan of(
      LoadOptions options, Supplier<RegistryClient> registry, Consumer<String> warning) {
    String topic = options.topic().topic();
    String subject = topic == null ? null : Subjects.ofValues(topic);
    LoadPlan plan = new LoadPlan(options, options.schema().choose(registry, subject));
    Converter unused = plan.converter();
    options.time().doubt(plan.schema()).ifPresent(warning);
    return plan;
  }

  Schema schema() {
    return chosen.schema();
  }

  /** A converter for one thread. */
  public Converter converter() {
    String timeField = options.time().field(schema(), options.pace().byEventTime());
    return options.conversion().compile(schema(), timeField);
  }

  public String topic() {
    return options.topic().topic();
  }

  /** Returns whether records have a key. */
  public boolean keyed() {
    return options.conversion().keyField(schema()) != null
        || options.conversion().keyOfSource().isPresent();
  }

  /** Returns the parts of source records that frames get. */
  public CarryOver carried() {
    return options.from().wanted()
        ? new CarryOver(
            options.conversion().keyOfSource(),
            options.time().ofSource(),
            options.from().keepHeaders())
        : CarryOver.NOTHING;
  }

  /** Largest line to take, in bytes. */
  public int maxLineBytes() {
    return options.input().maxLineBytes();
  }

  /** Requirements on the topic of the frames. */
  public Demands demands() {
    return Demands.ofFrames(options.producer().acksAll(), keyed(), maxLineBytes());
  }

  /** Requirements on the dead letter topic; nothing if rejected lines don't go there. */
  public Optional<Demands> letterDemands() {
    return options.rejects().toTopic()
        ? Optional.of(Demands.ofDeadLetters(options.producer().acksAll(), largestLetter()))
        : Optional.empty();
  }

  /** Largest record that a rejected line becomes, in bytes. */
  public int largestLetter() {
    return DeadLetters.largestRecord(maxLineBytes());
  }
}
