package io.framecount.loader.convert.stored;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.json.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * The place of a value that is the key or time of a record: in the record, or only in the line.
 *
 * @param path its path, by the names that the schema has
 * @param schema of the root's field on the way to it; null if the schema has none
 */
public record FieldPlace(FieldPath path, Schema schema) {
  /**
   * Finds the field that a user named.
   *
   * @param role of the field, for messages: key or time
   * @throws CommandFailure if the schema can't have such a path
   */
  public static FieldPlace of(Schema schema, String text, String role) {
    FieldPath path = parsed(text, role);
    List<String> names = path.names();
    Schema.Field root = field(schema, names.get(0));
    Schema.Field literal = field(schema, text);
    if (root == null && literal != null) {
      // A name with dots, which only an alias can be.
      return new FieldPlace(FieldPath.ofField(literal.name()), literal.schema());
    }
    if (root == null && names.size() > 1) {
      return new FieldPlace(path, null);
    }
    if (root == null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "schema %s has no field %s to take the %s from; it has %s"
              .formatted(schema.getFullName(), text, role, names(schema)));
    }
    FieldPath stored = FieldPath.ofField(root.name());
    List<Schema> types = List.of(root.schema());
    for (String name : names.subList(1, names.size())) {
      String known = step(types, name, stored, role);
      types = below(types, known);
      stored = stored.child(known);
    }
    return new FieldPlace(stored, root.schema());
  }

  /**
   * Returns the paths of all timestamps of a record, through records in it, those further out
   * first.
   */
  public static List<FieldPath> timestamps(Schema record) {
    List<FieldPath> found = new ArrayList<>();
    List<FieldPath> inner = new ArrayList<>();
    Set<String> entered = new HashSet<>();
    inner.add(new FieldPath(FieldPath.Source.VALUE, List.of()));
    Map<FieldPath, Schema> records = new HashMap<>(Map.of(inner.get(0), record));
    for (int i = 0; i < inner.size(); i++) {
      Schema type = records.get(inner.get(i));
      if (!entered.add(type.getFullName())) {
        continue;
      }
      for (Schema.Field field : type.getFields()) {
        FieldPath path = inner.get(i).child(field.name());
        for (Schema branch : plain(List.of(field.schema()))) {
          if (branch.getType() == Schema.Type.RECORD) {
            inner.add(path);
            records.put(path, branch);
          } else if (isTimestamp(branch)) {
            found.add(path);
          }
        }
      }
    }
    return found;
  }

  private static boolean isTimestamp(Schema type) {
    return type.getLogicalType() != null && type.getLogicalType().getName().contains("timestamp-");
  }

  /** Returns the possible types of the value; none if only lines have it. */
  public List<Schema> types() {
    List<Schema> types = schema == null ? List.of() : List.of(schema);
    for (String name : inner()) {
      types = below(types, name);
    }
    return plain(types);
  }

  /** Returns whether the schema has it. */
  public boolean isStored() {
    return schema != null;
  }

  /** Returns the path from the root's field on. */
  public StoredPath stored() {
    return new StoredPath(schema, inner());
  }

  /** Returns the name of the root's field. */
  public String rootName() {
    return path.names().get(0);
  }

  /** Returns whether it is a field of the root itself. */
  public boolean isRoot() {
    return path.names().size() == 1;
  }

  private List<String> inner() {
    return path.names().subList(1, path.names().size());
  }

  private static FieldPath parsed(String text, String role) {
    FieldPath path;
    try {
      path = FieldPath.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
    }
    if (!path.inValue()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--%s %s is a part of a Kafka record, which lines of files don't have; name a field"
              .formatted(role, text));
    }
    return path;
  }

  /** The name that the schema has for a step of the path. */
  private static String step(List<Schema> types, String name, FieldPath before, String role) {
    List<Schema> plain = plain(types);
    for (Schema type : plain) {
      Schema.Field field = type.getType() == Schema.Type.RECORD ? field(type, name) : null;
      if (field != null) {
        return field.name();
      }
    }
    if (plain.stream().anyMatch(type -> type.getType() == Schema.Type.MAP)) {
      return name;
    }
    String kinds =
        plain.stream().map(FieldPlace::described).distinct().collect(Collectors.joining(" or "));
    throw new CommandFailure(
        ExitCode.USAGE, "--%s %s: %s is %s".formatted(role, before.child(name), before, kinds));
  }

  private static String described(Schema type) {
    return switch (type.getType()) {
      case RECORD -> "a record without this field; it has " + names(type);
      case ARRAY -> "an array, and paths don't lead into arrays";
      default -> "of type " + type.getType().getName() + ", and has no fields";
    };
  }

  private static List<Schema> below(List<Schema> types, String name) {
    List<Schema> below = new ArrayList<>();
    for (Schema type : plain(types)) {
      if (type.getType() == Schema.Type.MAP) {
        below.add(type.getValueType());
      } else if (type.getType() == Schema.Type.RECORD && field(type, name) != null) {
        below.add(field(type, name).schema());
      }
    }
    return below;
  }

  /** The types without null, and of unions their branches. */
  private static List<Schema> plain(List<Schema> types) {
    return types.stream()
        .flatMap(type -> type.isUnion() ? type.getTypes().stream() : List.of(type).stream())
        .filter(type -> type.getType() != Schema.Type.NULL)
        .toList();
  }

  private static Schema.Field field(Schema record, String name) {
    for (Schema.Field field : record.getFields()) {
      if (field.name().equals(name)
          || (record.getField(name) == null && field.aliases().contains(name))) {
        return field;
      }
    }
    return null;
  }

  private static String names(Schema record) {
    return record.getFields().stream().map(Schema.Field::name).collect(Collectors.joining(", "));
  }
}
