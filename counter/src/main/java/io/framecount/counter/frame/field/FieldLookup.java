package io.framecount.counter.frame.field;

import io.framecount.common.json.FieldPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericData;

/**
 * Finds the fields of one writer schema by the names they have there or in another version: by name
 * or alias in the schema itself, or else by the oldest version that knows the name and shares one
 * of the field's names with the schema. The oldest, so that a version that is added later changes
 * nothing that was found before. Asks for the versions once, and only if it must. Used by one
 * thread.
 */
public final class FieldLookup {
  private static final int NAMES_SHOWN = 40;
  private static final int DEEPEST_NAMED = 4;

  private final Schema writer;
  private final Supplier<List<Schema>> source;
  private List<Schema> versions;

  /**
   * @param versions supplies all versions, oldest first
   */
  public FieldLookup(Schema writer, Supplier<List<Schema>> versions) {
    this.writer = writer;
    source = versions;
  }

  /**
   * Returns the field with this name, in this version of the schema or in another one.
   *
   * @throws BadSchema that names the fields there are, if there is none, and if several may be it
   */
  Field require(String name) {
    return find(name).orElseThrow(() -> missing(FieldPath.ofField(name)));
  }

  /** Returns that field, or nothing if there is none. */
  Optional<Field> find(String name) {
    return named(writer, name).or(() -> byVersions(name));
  }

  /** The field of the oldest version that has it by that name, and a default for it. */
  Optional<Field> withDefault(String name) {
    return known(name).stream().filter(FieldLookup::hasFittingDefault).findFirst();
  }

  /** Old versions may have a default that their type does not take, by which none can be read. */
  private static boolean hasFittingDefault(Field field) {
    if (!field.hasDefaultValue()) {
      return false;
    }
    try {
      Object unused = GenericData.get().getDefaultValue(field);
      return true;
    } catch (AvroRuntimeException e) {
      return false;
    }
  }

  /** Returns the refusal of a schema without such a field, which names the nearest ones. */
  public BadSchema missing(FieldPath path) {
    List<String> nearest = path.nearest(paths(writer).map(FieldPath::toString).toList());
    return BadSchema.lacking(
        "schema %s has no field '%s'%s; its fields are %s%s"
            .formatted(
                writer.getFullName(),
                path,
                versions().isEmpty() ? "" : ", nor an alias of that name in any version",
                nearest.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", ")),
                nearest.size() > NAMES_SHOWN ? ", …" : ""));
  }

  /** The paths of all fields of a schema, those within records included; keys of maps are not. */
  public static Stream<FieldPath> paths(Schema schema) {
    return paths(schema, null);
  }

  private static Stream<FieldPath> paths(Schema schema, FieldPath outer) {
    if (schema.isUnion()) {
      return schema.getTypes().stream().flatMap(branch -> paths(branch, outer));
    }
    // A record may hold records of its own kind, without end.
    boolean named = outer == null || outer.names().size() < DEEPEST_NAMED;
    if (schema.getType() != Schema.Type.RECORD || !named) {
      return Stream.empty();
    }
    return schema.getFields().stream()
        .flatMap(
            field -> {
              FieldPath path =
                  outer == null ? FieldPath.ofField(field.name()) : outer.child(field.name());
              return Stream.concat(Stream.of(path), paths(field.schema(), path));
            });
  }

  /** Returns whether records of this schema or of any version may have a value at a path. */
  public boolean knows(FieldPath path) {
    String root = path.names().get(0);
    return named(writer, root).stream().anyMatch(field -> NestedStep.reaches(field.schema(), path))
        || known(root).stream().anyMatch(field -> NestedStep.reaches(field.schema(), path));
  }

  private Optional<Field> byVersions(String name) {
    return known(name).stream().flatMap(field -> same(field).stream()).findFirst();
  }

  /** Returns what the versions call by this name, oldest first. */
  private List<Field> known(String name) {
    return versions().stream().flatMap(version -> named(version, name).stream()).toList();
  }

  /** The writer's field that another version has by that name, or shares a name with it. */
  private Optional<Field> same(Field other) {
    Field namesake = writer.getField(other.name());
    if (namesake != null) {
      return Optional.of(namesake);
    }
    Set<String> names = names(other);
    List<Field> candidates = new ArrayList<>(writer.getFields());
    candidates.removeIf(field -> names(field).stream().noneMatch(names::contains));
    if (candidates.size() > 1) {
      throw new BadSchema(
          "schema %s has several fields that another version calls '%s': %s"
              .formatted(
                  writer.getFullName(),
                  other.name(),
                  candidates.stream().map(Field::name).collect(Collectors.joining(", "))));
    }
    return candidates.stream().findFirst();
  }

  /** The records that a topic may hold by this schema: itself, or the branches of a union. */
  public static List<Schema> recordsOf(Schema schema) {
    List<Schema> types = schema.isUnion() ? schema.getTypes() : List.of(schema);
    return types.stream().filter(type -> type.getType() == Schema.Type.RECORD).toList();
  }

  private List<Schema> versions() {
    if (versions == null) {
      versions =
          source.get().stream()
              .flatMap(version -> recordsOf(version).stream())
              .filter(this::ofTheSameRecord)
              .toList();
    }
    return versions;
  }

  /** Subjects may hold records of several kinds, whose names have nothing to do with each other. */
  private boolean ofTheSameRecord(Schema version) {
    return version.getName().equals(writer.getName())
        || version.getAliases().contains(writer.getFullName())
        || writer.getAliases().contains(version.getFullName());
  }

  static Optional<Field> named(Schema schema, String name) {
    return Optional.ofNullable(schema.getField(name))
        .or(() -> schema.getFields().stream().filter(f -> f.aliases().contains(name)).findFirst());
  }

  private static Set<String> names(Field field) {
    Set<String> names = new HashSet<>(field.aliases());
    names.add(field.name());
    return names;
  }

  /**
   * A field that is counted by.
   *
   * @param name its path, as users write it
   * @param field null for a value of a map, which is no field
   */
  public record Found(String name, Schema schema, Field field) {
    static Found of(String name, Field field) {
      return new Found(name, field.schema(), field);
    }
  }
}
