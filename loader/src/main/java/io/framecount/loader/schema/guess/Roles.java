package io.framecount.loader.schema.guess;

import io.framecount.common.json.FieldPath;
import io.framecount.loader.convert.stored.FieldPlace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * The fields whose types and names are those of a frame's time and user, the likeliest first.
 *
 * @param times timestamps
 * @param users texts, numbers and UUIDs with a name such as uid, or id within user
 */
public record Roles(List<FieldPath> times, List<FieldPath> users) {
  private static final String WHO =
      "user|customer|account|visitor|client|member|player|device|actor|person";
  private static final Pattern NAME =
      Pattern.compile("(?i)uid|(" + WHO + ")(name|_?u?id|_?uuid)?|(.*_)?(" + WHO + ")_?id");
  private static final Pattern OUTER = Pattern.compile("(?i)(.*_)?(" + WHO + ")s?");
  private static final Pattern INNER = Pattern.compile("(?i)_*(id|uid|uuid|name|oid)");

  public Roles {
    times = List.copyOf(times);
    users = List.copyOf(users);
  }

  static Roles in(Schema schema) {
    List<FieldPath> users = new ArrayList<>();
    addUsers(schema, new FieldPath(FieldPath.Source.VALUE, List.of()), new HashSet<>(), users);
    return new Roles(first(FieldPlace.timestamps(schema), "ts"), first(users, "uid"));
  }

  /** The field that commands take by default comes first, if it is there. */
  private static List<FieldPath> first(List<FieldPath> paths, String usual) {
    List<FieldPath> sorted = new ArrayList<>(paths);
    FieldPath byDefault = FieldPath.ofField(usual);
    if (sorted.remove(byDefault)) {
      sorted.add(0, byDefault);
    }
    return sorted;
  }

  private static void addUsers(
      Schema record, FieldPath path, Set<String> entered, List<FieldPath> users) {
    if (!entered.add(record.getFullName())) {
      return;
    }
    for (Schema.Field field : record.getFields()) {
      FieldPath inner = path.child(field.name());
      for (Schema type :
          field.schema().isUnion() ? field.schema().getTypes() : List.of(field.schema())) {
        if (type.getType() == Schema.Type.RECORD) {
          addUsers(type, inner, entered, users);
        } else if (isId(type) && isNamed(path, field.name()) && !users.contains(inner)) {
          users.add(inner);
        }
      }
    }
  }

  private static boolean isId(Schema type) {
    return type.getType() == Schema.Type.STRING
        || (type.getType() == Schema.Type.LONG && type.getLogicalType() == null);
  }

  private static boolean isNamed(FieldPath path, String name) {
    List<String> outer = path.names();
    return NAME.matcher(name).matches()
        || (!outer.isEmpty()
            && INNER.matcher(name).matches()
            && OUTER.matcher(outer.get(outer.size() - 1)).matches());
  }
}
