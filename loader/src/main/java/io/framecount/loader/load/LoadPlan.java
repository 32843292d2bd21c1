package io.framecount.loader.load;

import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.Subjects;
import io.framecount.loader.convert.Converter;
import io.framecount.loader.produce.DeadLetters;
import io.framecount.loader.schema.ChosenSchema;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** What is loaded and how it is converted. */
record LoadPlan(LoadOptions options, ChosenSchema chosen) {
  /**
   * @param registry asked only if the schema is from there
   * @param warning takes what does not keep the load from working, and should be known
   */
  static LoadPlan of(
      LoadOptions options, Supplier<RegistryClient> registry, Consumer<String> warning) {
    String topic = options.topic.topic();
    String subject = topic == null ? null : Subjects.ofValues(topic);
    LoadPlan plan = new LoadPlan(options, options.schema.choose(registry, subject));
    // Refuses at once what can't be converted.
    Converter unused = plan.converter();
    options.time.doubt(plan.schema()).ifPresent(warning);
    return plan;
  }

  Schema schema() {
    return chosen.schema();
  }

  /** A converter for one thread. */
  Converter converter() {
    String timeField = options.time.field(schema(), options.pace.byEventTime());
    return options.conversion.compile(schema(), timeField);
  }

  String topic() {
    return options.topic.topic();
  }

  /** Returns whether records have a key. */
  boolean keyed() {
    return options.conversion.keyField(schema()) != null;
  }

  /** Largest line to take, in bytes. */
  int maxLineBytes() {
    return options.input.maxLineBytes();
  }

  /** Largest record that a rejected line becomes, in bytes. */
  int largestLetter() {
    return DeadLetters.largestRecord(maxLineBytes());
  }
}
