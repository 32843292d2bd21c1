package io.framecount.common.avro;

import io.framecount.common.text.EditDistance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Finds logical types that Avro silently ignores: those beside a field's type, misspelt ones, those
 * on a type that they don't fit, and impossible decimals. A number then has no unit and no scale. A
 * custom name that resembles none of Avro's is no mistake.
 */
public final class IgnoredLogicalTypes {
  private static final String LOGICAL_TYPE = "logicalType";

  /** The types that each logical type may annotate; the first is the usual one. */
  private static final Map<String, List<Schema.Type>> BASES =
      Map.ofEntries(
          Map.entry("date", List.of(Schema.Type.INT)),
          Map.entry("time-millis", List.of(Schema.Type.INT)),
          Map.entry("time-micros", List.of(Schema.Type.LONG)),
          Map.entry("timestamp-millis", List.of(Schema.Type.LONG)),
          Map.entry("timestamp-micros", List.of(Schema.Type.LONG)),
          Map.entry("timestamp-nanos", List.of(Schema.Type.LONG)),
          Map.entry("local-timestamp-millis", List.of(Schema.Type.LONG)),
          Map.entry("local-timestamp-micros", List.of(Schema.Type.LONG)),
          Map.entry("local-timestamp-nanos", List.of(Schema.Type.LONG)),
          Map.entry("decimal", List.of(Schema.Type.BYTES, Schema.Type.FIXED)),
          Map.entry("big-decimal", List.of(Schema.Type.BYTES)),
          Map.entry("uuid", List.of(Schema.Type.STRING, Schema.Type.FIXED)),
          Map.entry("duration", List.of(Schema.Type.FIXED)));

  /** Incomplete names, and the names that are probably meant. */
  private static final Map<String, String> SHORT =
      Map.of(
          "timestamp", "timestamp-millis",
          "localtimestamp", "local-timestamp-millis",
          "time", "time-millis");

  private final List<String> sentences = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private IgnoredLogicalTypes() {}

  /** Returns the fault and the remedy for each ignored type in a schema; empty if there is none. */
  public static List<String> in(Schema schema) {
    IgnoredLogicalTypes search = new IgnoredLogicalTypes();
    search.type(schema, "");
    return search.sentences;
  }

  /**
   * Returns the fault and the remedy for each ignored type in one field, without the fields of
   * records in it.
   */
  public static List<String> of(Schema.Field field) {
    IgnoredLogicalTypes search = new IgnoredLogicalTypes();
    search.field(field, "");
    return search.sentences;
  }

  private void type(Schema schema, String path) {
    switch (schema.getType()) {
      case RECORD -> {
        if (seen.add(schema.getFullName())) {
          schema.getFields().forEach(field -> fieldAndBelow(field, path));
        }
      }
      case ARRAY -> element(schema.getElementType(), path + "[]");
      case MAP -> element(schema.getValueType(), path + "{}");
      case UNION -> schema.getTypes().forEach(branch -> type(branch, path));
      default -> {}
    }
  }

  private void fieldAndBelow(Schema.Field field, String path) {
    field(field, path);
    type(field.schema(), (path.isEmpty() ? "" : path + ".") + field.name());
  }

  private void element(Schema schema, String path) {
    for (Schema branch : branches(schema)) {
      problem(branch, path)
          .ifPresent(problem -> add(problem.sentence, mended(schema, branch, problem)));
    }
    type(schema, path);
  }

  private void field(Schema.Field field, String path) {
    String name = (path.isEmpty() ? "" : path + ".") + field.name();
    beside(field, name);
    for (Schema branch : branches(field.schema())) {
      problem(branch, name)
          .ifPresent(
              problem ->
                  add(problem.sentence, whole(field, mended(field.schema(), branch, problem))));
    }
  }

  private void beside(Schema.Field field, String name) {
    String written = stated(field);
    String meant = written == null ? null : meant(written);
    List<Schema> branches = branches(field.schema());
    if (meant == null || branches.stream().anyMatch(branch -> written.equals(stated(branch)))) {
      return;
    }
    Schema branch =
        branches.stream()
            .filter(each -> BASES.get(meant).contains(each.getType()))
            .findFirst()
            .or(
                () ->
                    branches.stream()
                        .filter(each -> each.getType() != Schema.Type.NULL)
                        .findFirst())
            .orElse(field.schema());
    add(
        "%s of field %s stands beside its type, where Avro ignores it"
            .formatted(LOGICAL_TYPE, name),
        whole(field, mended(field.schema(), branch, new Problem("", meant, field))));
  }

  private static Optional<Problem> problem(Schema schema, String path) {
    String written = stated(schema);
    String meant = written == null ? null : meant(written);
    if (meant == null) {
      return Optional.empty();
    }
    String of = "%s %s of field %s".formatted(LOGICAL_TYPE, written, path);
    if (schema.getProp(LOGICAL_TYPE) == null) {
      return problem(of + " is not called so, and Avro ignores it", meant, schema);
    }
    if (!meant.equals(written)) {
      return problem(of + " is none that Avro knows, so it is ignored", meant, schema);
    }
    if (!fits(meant, schema)) {
      return problem(
          "%s does not fit the type %s, so Avro ignores it"
              .formatted(of, schema.getType().getName()),
          meant,
          schema);
    }
    return meant.equals("decimal") ? decimalProblem(of, schema) : Optional.empty();
  }

  private static Optional<Problem> problem(String sentence, String meant, JsonProperties from) {
    return Optional.of(new Problem(sentence, meant, from));
  }

  private static Optional<Problem> decimalProblem(String of, Schema schema) {
    try {
      LogicalTypes.fromSchema(schema);
      return Optional.empty();
    } catch (RuntimeException e) {
      return problem(
          "%s can't be, so Avro ignores it: %s".formatted(of, e.getMessage()), null, schema);
    }
  }

  private static boolean fits(String name, Schema schema) {
    if (!BASES.get(name).contains(schema.getType())) {
      return false;
    }
    return schema.getType() != Schema.Type.FIXED
        || switch (name) {
          case "uuid" -> schema.getFixedSize() == 16;
          case "duration" -> schema.getFixedSize() == 12;
          default -> true;
        };
  }

  /** Returns the logical type as written, also if the attribute's own name is slightly wrong. */
  private static String stated(JsonProperties holder) {
    return holder.getObjectProps().entrySet().stream()
        .filter(each -> each.getValue() instanceof String)
        .filter(each -> plain(each.getKey()).equals("logicaltype"))
        .map(each -> (String) each.getValue())
        .findFirst()
        .orElse(null);
  }

  /**
   * Returns the logical type of Avro that is written or meant; null if there is none, or if the
   * program itself defines the name.
   */
  private static String meant(String written) {
    if (BASES.containsKey(written)) {
      return written;
    }
    if (LogicalTypes.getCustomRegisteredTypes().containsKey(written)) {
      return null;
    }
    String name = withUsualUnit(plain(written));
    if (SHORT.containsKey(name)) {
      return SHORT.get(name);
    }
    int allowed = name.length() < 6 ? 0 : name.length() < 9 ? 1 : 2;
    return EditDistance.nearest(name, BASES.keySet(), IgnoredLogicalTypes::plain, allowed)
        .orElse(null);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static String withUsualUnit(String name) {
    return name.replaceFirst("(milliseconds?|milli|msecs?|ms)$", "millis")
        .replaceFirst("(microseconds?|micro|usecs?|us)$", "micros")
        .replaceFirst("(nanoseconds?|nano|nsecs?|ns)$", "nanos");
  }

  private static List<Schema> branches(Schema schema) {
    return schema.isUnion() ? schema.getTypes() : List.of(schema);
  }

  private void add(String problem, Optional<String> mend) {
    sentences.add(problem + mend.map(text -> "; write " + text).orElse(""));
  }

  private static Optional<String> whole(Schema.Field field, Optional<String> type) {
    boolean nullByDefault =
        field.hasDefaultValue() && field.defaultVal() == JsonProperties.NULL_VALUE;
    return type.map(
        text ->
            "{\"name\":\"%s\",\"type\":%s%s}"
                .formatted(field.name(), text, nullByDefault ? ",\"default\":null" : ""));
  }

  /** Returns the correct way to write a type, if there is one. */
  private static Optional<String> mended(Schema schema, Schema wrong, Problem problem) {
    if (problem.meant == null || wrong.getType() == Schema.Type.FIXED) {
      return Optional.empty();
    }
    String right = mended(wrong, problem);
    return Optional.of(
        schema.isUnion()
            ? schema.getTypes().stream()
                .map(branch -> branch.equals(wrong) ? right : branch.toString())
                .collect(Collectors.joining(",", "[", "]"))
            : right);
  }

  private static String mended(Schema wrong, Problem problem) {
    List<Schema.Type> bases = BASES.get(problem.meant);
    if (bases.get(0) == Schema.Type.FIXED) {
      return "{\"type\":\"fixed\",\"name\":\"Duration\",\"size\":12,\"logicalType\":\"duration\"}";
    }
    Schema.Type base = bases.contains(wrong.getType()) ? wrong.getType() : bases.get(0);
    String numbers = "";
    if (problem.meant.equals("decimal")) {
      Object precision = problem.from.getObjectProp("precision");
      Object scale = problem.from.getObjectProp("scale");
      numbers =
          ",\"precision\":%s,\"scale\":%s"
              .formatted(precision == null ? 18 : precision, scale == null ? 0 : scale);
    }
    return "{\"type\":\"%s\",\"logicalType\":\"%s\"%s}"
        .formatted(base.getName(), problem.meant, numbers);
  }

  /**
   * @param meant which of Avro's should stand there; null if that can't be said
   * @param from where its numbers are
   */
  private record Problem(String sentence, String meant, JsonProperties from) {}
}
