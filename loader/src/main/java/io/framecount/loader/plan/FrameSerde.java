package io.framecount.loader.plan;

import io.framecount.common.registry.RegisteredSchema;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.Subjects;
import io.framecount.common.serde.ForeignSerializer;
import io.framecount.loader.encode.Envelope;
import io.framecount.loader.encode.Envelope.ForeignEnvelope;
import io.framecount.loader.encode.Envelope.RegisteredEnvelope;
import io.framecount.loader.schema.ChosenSchema;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/**
 * Writes the frames of a topic.
 *
 * @param envelopes makes one for each thread
 * @param description names schema and serializer, for users
 */
public record FrameSerde(Supplier<Envelope> envelopes, String description) {

  /**
   * Writes frames under a schema in the registry, by the built-in serializer or another one that
   * finds the schema there, too.
   */
  public static FrameSerde registered(
      ChosenSchema chosen,
      String topic,
      RegistryClient registry,
      boolean register,
      Optional<ForeignSerializer> foreign) {
    RegisteredSchema registered = chosen.in(registry, Subjects.ofValues(topic), register);
    OptionalInt branch = registered.branchOf(chosen.schema());
    return foreign
        .map(
            serializer -> {
              serializer.writeUnder(registered.id());
              // In the registry's own words, for some look the text up.
              Schema written =
                  branch.isPresent()
                      ? registered.schema().getTypes().get(branch.getAsInt())
                      : registered.schema();
              return foreign(written, topic, serializer)
                  .described("%s, by %s".formatted(registered, serializer.name()));
            })
        .orElseGet(
            () ->
                new FrameSerde(
                    () -> new RegisteredEnvelope(registered.id(), branch), registered.toString()));
  }

  /** Writes frames by a serializer that alone knows where its schemas are. */
  public static FrameSerde foreign(Schema schema, String topic, ForeignSerializer serializer) {
    return new FrameSerde(
        () -> new ForeignEnvelope(serializer, topic, schema), "by " + serializer.name());
  }

  private FrameSerde described(String other) {
    return new FrameSerde(envelopes, other);
  }
}
