package io.framecount.loader.check;

import io.framecount.common.registry.RegisteredSchema;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryFacts;
import io.framecount.common.registry.Subjects;
import io.framecount.loader.load.LoadNeeds;
import java.util.List;
import java.util.Optional;

/** Whether the registry is there and has the schema, or takes it. */
final class RegistryCheck {
  private static final String REGISTRY = "registry";

  private final LoadNeeds needs;
  private final RegistryClient registry;
  private final String subject;

  RegistryCheck(LoadNeeds needs) {
    this.needs = needs;
    registry = needs.registry();
    subject = Subjects.ofValues(needs.topic());
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

  /** In mode IMPORT it takes only what comes with an id, from another registry. */
  private static boolean takesNothing(String mode) {
    return mode.startsWith("READONLY") || mode.equals("IMPORT");
  }

  private Observation schema(RegistryFacts facts) {
    String what = "subject " + subject;
    if (!needs.registered()) {
      return Observation.unknown(what, "only the serde knows where its schemas are (--serde)");
    }
    try {
      Optional<RegisteredSchema> known = needs.schema().find(registry, subject, needs.register());
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
