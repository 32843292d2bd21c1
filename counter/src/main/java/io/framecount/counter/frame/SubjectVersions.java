package io.framecount.counter.frame;

import io.framecount.common.registry.RegisteredSchema;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.Subjects;
import io.framecount.counter.frame.field.FieldLookup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;

/** All versions of a subject. */
final class SubjectVersions {
  private SubjectVersions() {}

  /** Returns the versions of a subject, oldest first; none if there is no such subject. */
  static List<Schema> of(RegistryClient registry, String subject) {
    return registry.versionsOf(subject).stream()
        .sorted(Comparator.naturalOrder())
        // One that was deleted since the first question is none.
        .flatMap(version -> avro(registry, subject, version).stream())
        .map(RegisteredSchema::schema)
        .toList();
  }

  /** Versions of another type, such as JSON Schemas, have no fields that Avro could have. */
  private static Optional<RegisteredSchema> avro(
      RegistryClient registry, String subject, int version) {
    try {
      return registry.version(subject, version);
    } catch (RegistryClient.NoAvro e) {
      return Optional.empty();
    }
  }

  /**
   * Those of the subject that a schema of a topic's records is in. That is the topic's own, unless
   * the writer names subjects after the record's type, or after both.
   *
   * @param id of the schema, if that is known
   */
  static List<Schema> of(RegistryClient registry, String topic, OptionalInt id, Schema schema) {
    List<String> homes =
        id.isEmpty()
            ? List.of()
            : registry.placesOf(id.getAsInt()).stream()
                .map(RegistryClient.Place::subject)
                .distinct()
                .toList();
    return of(registry, subject(registry, homes, namesFor(topic, schema)));
  }

  private static String subject(RegistryClient registry, List<String> homes, List<String> names) {
    for (String name : names) {
      Optional<String> home =
          homes.stream().filter(place -> withoutContext(place).equals(name)).findFirst();
      if (home.isPresent()) {
        return home.get();
      }
    }
    // Written under an id that is of another topic's subject, or a registry that does not tell.
    return names.stream()
        .filter(name -> !registry.versionsOf(name).isEmpty())
        .findFirst()
        .orElse(homes.size() == 1 ? homes.get(0) : names.get(0));
  }

  /** By TopicNameStrategy, TopicRecordNameStrategy and RecordNameStrategy. */
  private static List<String> namesFor(String topic, Schema schema) {
    List<String> names = new ArrayList<>(List.of(Subjects.ofValues(topic)));
    for (Schema record : FieldLookup.recordsOf(schema)) {
      names.add(topic + "-" + record.getFullName());
      names.add(record.getFullName());
    }
    return names;
  }

  /** Confluent writes a subject of another context as {@code :.context:subject}. */
  private static String withoutContext(String subject) {
    return subject.startsWith(":.") ? subject.substring(subject.indexOf(':', 1) + 1) : subject;
  }
}
