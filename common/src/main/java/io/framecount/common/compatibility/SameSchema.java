package io.framecount.common.compatibility;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Whether two schemas are one to those who read by them. Avro's own equals passes over aliases and
 * over the default of an enum, though both decide what a reader finds; a version that only adds
 * them is a version of its own. Docs, the order of aliases, and what was written as a reference do
 * not matter.
 */
public final class SameSchema {
  private final Set<String> seen = new HashSet<>();

  private SameSchema() {}

  public static boolean are(Schema one, Schema other) {
    return one.equals(other) && new SameSchema().read(one, other);
  }

  /** Walks over both at once, since equal ones are of one shape. */
  private boolean read(Schema one, Schema other) {
    return switch (one.getType()) {
      case ARRAY -> read(one.getElementType(), other.getElementType());
      case MAP -> read(one.getValueType(), other.getValueType());
      case UNION -> branches(one.getTypes(), other.getTypes());
      case FIXED -> one.getAliases().equals(other.getAliases());
      case ENUM ->
          one.getAliases().equals(other.getAliases())
              && Objects.equals(one.getEnumDefault(), other.getEnumDefault());
      case RECORD ->
          !seen.add(one.getFullName())
              || (one.getAliases().equals(other.getAliases())
                  && fields(one.getFields(), other.getFields()));
      default -> true;
    };
  }

  private boolean branches(List<Schema> some, List<Schema> others) {
    for (int i = 0; i < some.size(); i++) {
      if (!read(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean fields(List<Schema.Field> some, List<Schema.Field> others) {
    for (int i = 0; i < some.size(); i++) {
      Schema.Field one = some.get(i);
      Schema.Field other = others.get(i);
      if (!one.aliases().equals(other.aliases()) || !read(one.schema(), other.schema())) {
        return false;
      }
    }
    return true;
  }
}
