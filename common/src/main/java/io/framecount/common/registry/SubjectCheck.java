package io.framecount.common.registry;

import io.framecount.common.compatibility.CompatibilityLevel;
import io.framecount.common.compatibility.Obstacles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** Holds a schema against what a subject has, before anything is registered. */
public final class SubjectCheck {
  /** The default level of Confluent's registry and most others. */
  private static final CompatibilityLevel USUAL = CompatibilityLevel.BACKWARD;

  private final RegistryClient registry;

  public SubjectCheck(RegistryClient registry) {
    this.registry = registry;
  }

  /** Checks by the level that the registry has for the subject. */
  public SubjectReport check(String subject, Schema schema) {
    return check(subject, schema, Optional.empty());
  }

  /**
   * Checks by another level.
   *
   * @param wanted instead of the subject's own, if it is given
   */
  public SubjectReport check(String subject, Schema schema, Optional<CompatibilityLevel> wanted) {
    Optional<CompatibilityLevel> told = wanted.or(() -> registry.level(subject));
    CompatibilityLevel level = told.orElse(USUAL);
    List<VersionReport> reports =
        versions(subject, level.transitive()).stream()
            .map(version -> report(version, schema, level))
            .toList();
    return new SubjectReport(subject, level, told.isEmpty(), reports);
  }

  private List<RegisteredSchema> versions(String subject, boolean all) {
    if (!all) {
      return registry.latest(subject).stream().toList();
    }
    List<Integer> numbers = new ArrayList<>(registry.versionsOf(subject));
    Collections.reverse(numbers);
    return numbers.stream().flatMap(number -> registry.version(subject, number).stream()).toList();
  }

  private static VersionReport report(
      RegisteredSchema version, Schema schema, CompatibilityLevel level) {
    return new VersionReport(
        version, Obstacles.between(version.schema(), schema, level.directions()));
  }
}
