package io.framecount.common.registry;

import io.framecount.common.compatibility.CompatibilityLevel;
import java.util.List;

/**
 * How a schema stands to the versions of a subject that its level asks about.
 *
 * @param level what the schema was held against
 * @param assumed whether the registry did not tell the level, so that it is Confluent's default
 * @param versions the newest first; empty if there is no such subject
 */
public record SubjectReport(
    String subject, CompatibilityLevel level, boolean assumed, List<VersionReport> versions) {
  /** Returns whether the schema may be the next version, as far as Avro can tell. */
  public boolean compatible() {
    return versions.stream().allMatch(VersionReport::compatible);
  }

  /** Why it may not, in one sentence. */
  public String sentence() {
    List<VersionReport> broken =
        versions.stream().filter(version -> !version.compatible()).toList();
    String more = broken.size() < 2 ? "" : " (and %,d older versions)".formatted(broken.size() - 1);
    return "the schema can't follow %s under %s%s: %s"
        .formatted(broken.get(0).version(), level, more, broken.get(0).sentence());
  }
}
