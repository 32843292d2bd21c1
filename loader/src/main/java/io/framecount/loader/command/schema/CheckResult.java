package io.framecount.loader.command.schema;

import io.framecount.common.compatibility.CompatibilityLevel;
import io.framecount.common.compatibility.Difference;
import io.framecount.common.compatibility.Differences;
import io.framecount.common.compatibility.Obstacle;
import io.framecount.common.compatibility.Obstacles;
import io.framecount.common.registry.RegisteredSchema;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.SubjectCheck;
import io.framecount.loader.schema.ChosenSchema;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The findings on a schema and on the subject that it may join.
 *
 * @param already where in the subject it is registered, if it is
 * @param verdict the registry's own verdict; empty if it was not asked
 * @param deceptive differences from the latest version that Avro accepts although they change the
 *     meaning of values
 * @param unasked obstacles for readers that level NONE does not forbid
 */
record CheckResult(
    String schema,
    String registryUrl,
    SubjectCheck.Report report,
    Optional<RegisteredSchema> already,
    Optional<RegistryClient.TestResult> verdict,
    List<Difference> deceptive,
    List<Obstacle> unasked) {
  static CheckResult of(
      RegistryClient registry,
      String subject,
      ChosenSchema chosen,
      Optional<CompatibilityLevel> level) {
    SubjectCheck.Report report = new SubjectCheck(registry).check(subject, chosen.schema(), level);
    Optional<RegisteredSchema> latest =
        report.versions().stream().map(SubjectCheck.VersionReport::version).findFirst();
    Optional<RegisteredSchema> already = registry.lookUp(subject, chosen.written());
    boolean ask = level.isEmpty() && latest.isPresent() && already.isEmpty();
    return new CheckResult(
        chosen.name(),
        registry.url(),
        report,
        already,
        ask ? Optional.of(verdict(registry, report, chosen)) : Optional.empty(),
        latest.map(old -> deceptive(old, chosen)).orElse(List.of()),
        report.level() == CompatibilityLevel.NONE
            ? latest.map(old -> unasked(old, chosen)).orElse(List.of())
            : List.of());
  }

  /** Returns whether it may be the next version; what is there already may. */
  boolean compatible() {
    return already.isPresent() || report.compatible();
  }

  /** Returns whether Avro and the registry say the opposite of each other. */
  boolean disputed() {
    return verdict.isPresent()
        && verdict.get().answer() != RegistryClient.TestResult.Answer.UNKNOWN
        && (verdict.get().answer() == RegistryClient.TestResult.Answer.COMPATIBLE)
            != report.compatible();
  }

  private static RegistryClient.TestResult verdict(
      RegistryClient registry, SubjectCheck.Report report, ChosenSchema chosen) {
    return report.level().transitive()
        ? registry.testAll(report.subject(), chosen.written())
        : registry.test(
            report.subject(), report.versions().get(0).version().version(), chosen.written());
  }

  private static List<Difference> deceptive(RegisteredSchema old, ChosenSchema chosen) {
    return Differences.between(old.schema(), chosen.schema()).stream()
        .filter(Difference::deceptive)
        .toList();
  }

  private static List<Obstacle> unasked(RegisteredSchema old, ChosenSchema chosen) {
    return Obstacles.between(
        old.schema(), chosen.schema(), Set.of(CompatibilityLevel.Direction.BACKWARD));
  }
}
