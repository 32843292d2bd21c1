package io.framecount.common.compatibility;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.framecount.common.compatibility.Difference.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * Finds all places where a schema differs in meaning from the one before it. Docs, and properties
 * that Avro ignores, such as {@code avro.java.string}, make no difference.
 */
public final class Differences {
  private static final Set<Schema.Type> NAMED =
      EnumSet.of(Schema.Type.RECORD, Schema.Type.ENUM, Schema.Type.FIXED);

  private final List<Difference> found = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private Differences() {}

  /**
   * Returns the differences in the order of the new schema's fields; removed fields come at the end
   * of their record.
   */
  public static List<Difference> between(Schema old, Schema next) {
    Differences differences = new Differences();
    differences.walk("", old, next);
    return List.copyOf(differences.found);
  }

  private void walk(String path, Schema old, Schema next) {
    if (old.isUnion() && next.isUnion()) {
      unions(path, old, next);
    } else if (old.getType() != next.getType()) {
      changed(path, "%s → %s".formatted(TypeText.of(old), TypeText.of(next)), false);
    } else {
      meaning(path, old, next);
      names(path, old, next);
      sameType(path, old, next);
    }
  }

  private void sameType(String path, Schema old, Schema next) {
    switch (next.getType()) {
      case ARRAY -> walk(path + "[]", old.getElementType(), next.getElementType());
      case MAP -> walk(path + "{}", old.getValueType(), next.getValueType());
      case FIXED -> {
        if (old.getFixedSize() != next.getFixedSize()) {
          changed(path, "%d → %d bytes".formatted(old.getFixedSize(), next.getFixedSize()), false);
        }
      }
      case ENUM -> enums(path, old, next);
      case RECORD -> {
        if (seen.add(old.getFullName() + " " + next.getFullName())) {
          new RecordDifferences(path, old, next).tell();
        }
      }
      default -> {}
    }
  }

  private void meaning(String path, Schema old, Schema next) {
    String was = TypeText.meaning(old);
    String is = TypeText.meaning(next);
    if (!was.equals(is)) {
      changed(path, "%s → %s".formatted(TypeText.of(old), TypeText.of(next)), true);
    }
  }

  private void names(String path, Schema old, Schema next) {
    String was = old.getFullName();
    if (!was.equals(next.getFullName())) {
      changed(path, "%s → %s".formatted(TypeText.of(old), TypeText.of(next)), false);
    } else if (NAMED.contains(next.getType())) {
      aliases(path, "aliases of " + was, old.getAliases(), next.getAliases());
    }
  }

  private void aliases(String path, String what, Set<String> old, Set<String> next) {
    if (!old.equals(next)) {
      changed(path, "%s: %s → %s".formatted(what, listed(old), listed(next)), false);
    }
  }

  private static String listed(Set<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", new TreeSet<>(names));
  }

  private void enums(String path, Schema old, Schema next) {
    List<String> gone = without(old.getEnumSymbols(), next.getEnumSymbols());
    List<String> come = without(next.getEnumSymbols(), old.getEnumSymbols());
    if (!come.isEmpty()) {
      changed(path, "has %s now".formatted(Words.symbols(come)), false);
    }
    if (!gone.isEmpty()) {
      changed(path, "lost %s".formatted(Words.symbols(gone)), false);
    }
    order(path, "symbols", old.getEnumSymbols(), next.getEnumSymbols());
    if (!Objects.equals(old.getEnumDefault(), next.getEnumDefault())) {
      changed(
          path,
          "symbol for unknown ones: %s → %s"
              .formatted(orNone(old.getEnumDefault()), orNone(next.getEnumDefault())),
          false);
    }
  }

  private void unions(String path, Schema old, Schema next) {
    boolean branches = false;
    for (Schema branch : next.getTypes()) {
      Schema before = branchOf(old, branch);
      if (before == null) {
        branches = true;
      } else {
        walk(path, before, branch);
      }
    }
    branches |= old.getTypes().stream().anyMatch(branch -> branchOf(next, branch) == null);
    if (branches) {
      changed(path, "%s → %s".formatted(TypeText.of(old), TypeText.of(next)), false);
    } else {
      order(path, "branches", branchNames(old), branchNames(next));
    }
  }

  private static List<String> branchNames(Schema union) {
    return union.getTypes().stream().map(Schema::getFullName).toList();
  }

  /** Reports another order of common names: Avro writes positions, so the binary differs. */
  private void order(String path, String what, List<String> old, List<String> next) {
    List<String> before = old.stream().filter(next::contains).toList();
    if (!before.equals(next.stream().filter(old::contains).toList())) {
      changed(path, "the %s are in another order".formatted(what), false);
    }
  }

  private static Schema branchOf(Schema union, Schema branch) {
    Integer index = union.getIndexNamed(branch.getFullName());
    return index == null ? null : union.getTypes().get(index);
  }

  private static List<String> without(List<String> names, List<String> others) {
    return names.stream().filter(name -> !others.contains(name)).toList();
  }

  private static String orNone(Object value) {
    return value == null ? "none" : value.toString();
  }

  private void changed(String path, String text, boolean deceptive) {
    found.add(new Difference(Kind.CHANGED, path, text, deceptive));
  }

  /** The differences of two records. */
  private final class RecordDifferences {
    private final String path;
    private final Schema old;
    private final Schema next;
    private final Set<String> matched = new LinkedHashSet<>();

    RecordDifferences(String path, Schema old, Schema next) {
      this.path = path;
      this.old = old;
      this.next = next;
    }

    void tell() {
      for (Schema.Field field : next.getFields()) {
        Schema.Field before = before(field);
        if (before == null) {
          found.add(new Difference(Kind.ADDED, at(field), described(field), false));
        } else {
          matched.add(before.name());
          field(before, field);
        }
      }
      for (Schema.Field field : old.getFields()) {
        if (!matched.contains(field.name())) {
          found.add(new Difference(Kind.REMOVED, at(field), described(field), false));
        }
      }
      order(
          path,
          "fields",
          old.getFields().stream().map(Schema.Field::name).filter(matched::contains).toList(),
          List.copyOf(matched));
    }

    private Schema.Field before(Schema.Field field) {
      Schema.Field same = old.getField(field.name());
      return same != null
          ? same
          : field.aliases().stream()
              .map(old::getField)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
    }

    private void field(Schema.Field before, Schema.Field field) {
      if (!before.name().equals(field.name())) {
        changed(at(field), "was named %s, which is an alias now".formatted(before.name()), false);
      } else {
        aliases(at(field), "aliases", before.aliases(), field.aliases());
      }
      walk(at(field), before.schema(), field.schema());
      if (!value(before).equals(value(field))) {
        changed(at(field), "default: %s → %s".formatted(value(before), value(field)), false);
      }
      if (before.order() != field.order()) {
        changed(at(field), "order: %s → %s".formatted(sorting(before), sorting(field)), false);
      }
    }

    private static String sorting(Schema.Field field) {
      return field.order().name().toLowerCase(Locale.ROOT);
    }

    private String at(Schema.Field field) {
      return path.isEmpty() ? field.name() : path + "." + field.name();
    }

    private static String described(Schema.Field field) {
      return field.hasDefaultValue()
          ? "%s, default %s".formatted(TypeText.of(field.schema()), value(field))
          : TypeText.of(field.schema()) + ", no default";
    }

    private static String value(Schema.Field field) {
      if (!field.hasDefaultValue()) {
        return "none";
      }
      Object value = field.defaultVal();
      if (value == null) {
        return "one that does not fit the type";
      }
      return value == JsonProperties.NULL_VALUE
          ? "null"
          : GenericData.get().toString(withoutBytes(value));
    }

    /** Arrays of bytes have no text of their own: the same default would differ from itself. */
    private static Object withoutBytes(Object value) {
      if (value instanceof byte[] bytes) {
        return new String(bytes, ISO_8859_1);
      }
      if (value instanceof Collection<?> items) {
        return items.stream().map(RecordDifferences::withoutBytes).toList();
      }
      if (value instanceof Map<?, ?> members) {
        Map<Object, Object> readable = new LinkedHashMap<>();
        members.forEach((name, member) -> readable.put(name, withoutBytes(member)));
        return readable;
      }
      return value;
    }
  }
}
