package io.framecount.loader.check;

import io.framecount.common.registry.RegisteredSchema;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryFacts;
import io.framecount.common.registry.Subjects;
import io.framecount.loader.schema.ChosenSchema;
import java.util.List;
import java.util.Optional;

/** Checks that the registry answers, and that it has the schema or accepts it. */
final class RegistryCheck {
  private static final String REGISTRY = "registry";

  private final RegistryClient registry;
  private final String subject;
  private final ChosenSchema schema;
  private final boolean registered;
  private final boolean register;

  /**
   * @param registered whether the schema is to be in the registry; if not, only the serde knows
   * @param register whether the load may register its schema
   */
  RegistryCheck(
      RegistryClient registry,
      String topic,
      ChosenSchema schema,
      boolean registered,
      boolean register) {
    this.registry = registry;
    subject = Subjects.ofValues(topic);
    this.schema = schema;
    this.registered = registered;
    this.register = register;
  }

  /** Returns what the registry says of itself; nothing if it is away. */
  Optional<RegistryFacts> look(List<Observation> seen) {
    try {
      RegistryFacts facts = registry.facts(subject);
      seen.add(about(facts));
      seen.add(schema(facts));
      return Optional.of(facts);
    } catch (RuntimeException e) {
      seen.add(Observation.failed(REGISTRY, e));
      return Optional.empty();
    }
  }

  private Observation about(RegistryFacts facts) {
    return Observation.ok(
        REGISTRY,
        "%s answers; mode %s, compatibility %s"
            .formatted(
                registry.url(),
                facts.mode().orElse("unknown"),
                facts.compatibility().orElse("unknown")));
  }

  /**
   * Returns whether the mode forbids new schemas. In mode IMPORT, the registry accepts only schemas
   * that bring an id from another registry.
   */
  private static boolean takesNothing(String mode) {
    return mode.startsWith("READONLY") || mode.equals("IMPORT");
  }

  private Observation schema(RegistryFacts facts) {
    String what = "subject " + subject;
    if (!registered) {
      return Observation.unknown(what, "only the serde knows where its schemas are (--serde)");
    }
    try {
      Optional<RegisteredSchema> known = schema.find(registry, subject, register);
      if (known.isPresent()) {
        return Observation.ok(what, "holds the schema, %s".formatted(known.get()));
      }
      return facts.mode().filter(RegistryCheck::takesNothing).isPresent()
          ? Observation.failed(
              what,
              "lacks the schema, and the registry takes none there now (mode %s)"
                  .formatted(facts.mode().get()),
              "set the mode READWRITE, or use another registry or topic")
          : Observation.ok(what, "lacks the schema, which a load registers (--register)");
    } catch (RuntimeException e) {
      return Observation.failed(what, e);
    }
  }
}
