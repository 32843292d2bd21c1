package io.framecount.common.compatibility;

import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** Distinguishes renamed fields from new ones, as far as possible. */
final class Renames {
  private Renames() {}

  /**
   * The only field that is gone and that the new one could read.
   *
   * @param added a field of {@code after} that {@code before} lacks
   */
  static Optional<String> origin(Schema.Field added, Schema before, Schema after) {
    List<Schema.Field> gone =
        before.getFields().stream()
            .filter(field -> !isKnown(field.name(), after))
            .filter(field -> field.schema().getType() == added.schema().getType())
            .filter(field -> reads(added.schema(), field.schema()))
            .toList();
    return gone.size() == 1 ? Optional.of(gone.get(0).name()) : Optional.empty();
  }

  private static boolean isKnown(String name, Schema record) {
    return record.getFields().stream()
        .anyMatch(field -> field.name().equals(name) || field.aliases().contains(name));
  }

  private static boolean reads(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }
}
