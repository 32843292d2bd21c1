package io.framecount.common.registry;

import io.framecount.common.compatibility.CompatibilityLevel;
import io.framecount.common.compatibility.Obstacle;
import io.framecount.common.compatibility.Obstacles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Checks a schema against the versions of a subject, before anything is registered. */
public final class SubjectCheck {
  /** The default level of Confluent's registry and most others. */
  private static final CompatibilityLevel USUAL = CompatibilityLevel.BACKWARD;

  private final RegistryClient registry;

  public SubjectCheck(RegistryClient registry) {
    this.registry = registry;
  }

  /** Checks by the level that the registry has for the subject. */
  public Report check(String subject, Schema schema) {
    return check(subject, schema, Optional.empty());
  }

  /**
   * Checks by another level.
   *
   * @param wanted instead of the subject's own, if it is given
   */
  public Report check(String subject, Schema schema, Optional<CompatibilityLevel> wanted) {
    Optional<CompatibilityLevel> told = wanted.or(() -> registry.level(subject));
    CompatibilityLevel level = told.orElse(USUAL);
    List<VersionReport> reports =
        versions(subject, level.transitive()).stream()
            .map(version -> report(version, schema, level))
            .toList();
    return new Report(subject, level, told.isEmpty(), reports);
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

  /**
   * The result of a check against one version of a subject.
   *
   * @param obstacles the reasons why the schema can't follow it; empty if it can
   */
  public record VersionReport(RegisteredSchema version, List<Obstacle> obstacles) {
    public boolean compatible() {
      return obstacles.isEmpty();
    }

    /** Returns all obstacles in one sentence. */
    String sentence() {
      return obstacles.stream()
          .map(Obstacle::sentence)
          .distinct()
          .collect(Collectors.joining("; "));
    }
  }

  /**
   * The result of a check against all versions that the subject's level requires.
   *
   * @param level the level of the check
   * @param assumed whether the registry did not tell the level, so that it is Confluent's default
   * @param versions the newest first; empty if there is no such subject
   */
  public record Report(
      String subject,
      CompatibilityLevel level,
      boolean assumed,
      List<SubjectCheck.VersionReport> versions) {
    /** Returns whether the schema may be the next version, as far as Avro can tell. */
    public boolean compatible() {
      return versions.stream().allMatch(SubjectCheck.VersionReport::compatible);
    }

    /** Returns the reason why the schema may not be the next version, in one sentence. */
    public String sentence() {
      List<SubjectCheck.VersionReport> broken =
          versions.stream().filter(version -> !version.compatible()).toList();
      String more =
          broken.size() < 2 ? "" : " (and %,d older versions)".formatted(broken.size() - 1);
      return "the schema can't follow %s under %s%s: %s"
          .formatted(broken.get(0).version(), level, more, broken.get(0).sentence());
    }
  }
}
