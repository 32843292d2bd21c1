package io.framecount.counter.frame;

import io.framecount.common.registry.RegisteredSchema;
import io.framecount.common.registry.RegistryClient;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.Schema;

/** All versions of a subject. */
final class SubjectVersions {
  private SubjectVersions() {}

  /** Asks the registry; oldest first, none if there is no such subject. */
  static List<Schema> of(RegistryClient registry, String subject) {
    return registry.versionsOf(subject).stream()
        .sorted(Comparator.naturalOrder())
        // One that was deleted since the first question is none.
        .flatMap(version -> registry.version(subject, version).stream())
        .map(RegisteredSchema::schema)
        .toList();
  }
}
