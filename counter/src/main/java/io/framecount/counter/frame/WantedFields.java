package io.framecount.counter.frame;

import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/**
 * Which fields of a frame are counted by, by name or alias.
 *
 * @param time the field that says when
 * @param unique the field whose distinct values are counted
 * @param by the field whose values are counted apart, if any
 */
public record WantedFields(String time, String unique, Optional<String> by) {

  /** Without groups. */
  public WantedFields(String time, String unique) {
    this(time, unique, Optional.empty());
  }

  /**
   * The field of that name, or else the one that has it as an alias.
   *
   * @throws UnfitSchema that names the fields there are, if there is none
   */
  static Field find(Schema schema, String name) {
    return lookFor(schema, name)
        .orElseThrow(
            () ->
                new UnfitSchema(
                    "schema %s has no field '%s'; its fields are %s"
                        .formatted(schema.getFullName(), name, names(schema))));
  }

  private static Optional<Field> lookFor(Schema schema, String name) {
    return Optional.ofNullable(schema.getField(name))
        .or(() -> schema.getFields().stream().filter(f -> f.aliases().contains(name)).findFirst());
  }

  /** The field to group by, if frames are grouped and the schema has it. */
  Optional<Field> group(Schema schema) {
    return by.flatMap(name -> lookFor(schema, name));
  }

  private static String names(Schema schema) {
    return schema.getFields().stream().map(Field::name).collect(Collectors.joining(", "));
  }
}
