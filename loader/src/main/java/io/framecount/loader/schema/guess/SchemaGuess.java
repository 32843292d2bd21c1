package io.framecount.loader.schema.guess;

import io.framecount.common.text.NumberText;
import io.framecount.loader.convert.Leniency;
import io.framecount.loader.schema.guess.Guess.GuessRules;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Makes a schema of what was seen. */
final class SchemaGuess {
  private static final int ENUM_VALUES = 12;

  /** Below so many texts, a few values may be chance. */
  private static final int ENUM_SAMPLE = 100;

  private final GuessRules rules;
  private final String namespace;
  private final Set<String> recordNames = new HashSet<>();
  private final Doubts doubts = new Doubts();
  private final Set<Leniency> needed = EnumSet.noneOf(Leniency.class);
  private int fields;

  private SchemaGuess(GuessRules rules) {
    this.rules = rules;
    int dot = rules.name().lastIndexOf('.');
    namespace = dot < 0 ? null : rules.name().substring(0, dot);
  }

  /**
   * @param frames the objects that are the lines
   */
  static Guess of(ObjectShape frames, GuessRules rules) {
    SchemaGuess guess = new SchemaGuess(rules);
    int dot = rules.name().lastIndexOf('.');
    Schema schema = guess.record(rules.name().substring(dot + 1), "", frames);
    return new Guess(schema, guess.fields, guess.doubts.toList(), guess.needed);
  }

  private Schema record(String name, String path, ObjectShape objects) {
    recordNames.add(name);
    Set<String> taken = new HashSet<>();
    objects.members().keySet().stream().filter(FieldNames::isValid).forEach(taken::add);
    List<Schema.Field> list = new ArrayList<>();
    for (Map.Entry<String, ValueShape> member : objects.members().entrySet()) {
      list.add(field(name, path, member.getKey(), member.getValue(), objects, taken));
    }
    if (list.isEmpty()) {
      doubt(path, "is always an empty object; what other lines have in it will be dropped");
    }
    doubtSameLetters(path, objects.members().keySet());
    fields += list.size();
    return Schema.createRecord(name, null, namespace, false, list);
  }

  private Schema.Field field(
      String record,
      String parent,
      String key,
      ValueShape shape,
      ObjectShape objects,
      Set<String> taken) {
    String path = parent.isEmpty() ? key : parent + "." + key;
    String name = key;
    if (!FieldNames.isValid(key)) {
      name = FieldNames.of(key, taken);
      taken.add(name);
      doubt(
          path,
          "is not a name in Avro; the field is %s, with the key as its alias".formatted(name));
    }
    boolean optional = shape.nulls() > 0 || shape.values() < objects.count();
    Schema type = type(shape, optional, record, name, path, key);
    Schema.Field field =
        type.isNullable()
            ? new Schema.Field(name, type, null, Schema.Field.NULL_DEFAULT_VALUE)
            : new Schema.Field(name, type);
    if (!name.equals(key)) {
      field.addAlias(key);
    }
    return field;
  }

  private Schema type(
      ValueShape shape, boolean optional, String record, String name, String path, String key) {
    List<Schema> types = types(shape, record, name, path, key);
    boolean nullable = hasAbsences(shape, types, path) || optional;
    if (types.isEmpty()) {
      doubt(path, "has never a value; taken as text that may be null");
      types.add(Schema.create(Schema.Type.STRING));
      nullable = true;
    }
    if (types.size() > 1) {
      String seen = types.stream().map(SchemaGuess::word).collect(Collectors.joining(", "));
      // A reader settles this doubt before any doubts inside it.
      doubts.dropBelow(path);
      doubt(path, "is of several types: " + seen);
    }
    if (nullable) {
      types.add(0, Schema.create(Schema.Type.NULL));
    }
    return types.size() == 1 ? types.get(0) : Schema.createUnion(types);
  }

  /** Returns whether null is written in other ways; notes the options that take them for it. */
  private boolean hasAbsences(ValueShape shape, List<Schema> types, String path) {
    if (shape.isWrapped()) {
      needed.add(Leniency.EXTENDED_JSON);
    }
    if (shape.hasBareWords()) {
      needed.add(Leniency.ALLOW_NAN);
    }
    boolean nans = shape.nans() > 0 && !hasAny(types, Schema.Type.DOUBLE);
    if (nans) {
      doubt(path, "is NaN in %,d places, which is taken as null".formatted(shape.nans()));
    }
    boolean empties =
        shape.empties() > 0
            && !hasAny(types, Schema.Type.STRING)
            && !hasAny(types, Schema.Type.ENUM);
    if (empties) {
      needed.add(Leniency.EMPTY_AS_NULL);
      doubt(
          path,
          "is an empty text in %,d places, which is taken as null".formatted(shape.empties()));
    }
    return nans || empties;
  }

  private static boolean hasAny(List<Schema> types, Schema.Type wanted) {
    return types.stream().anyMatch(type -> type.getType() == wanted);
  }

  private List<Schema> types(
      ValueShape shape, String record, String name, String path, String key) {
    List<Schema> types = new ArrayList<>();
    new TimeGuess(path, key, doubts)
        .of(shape)
        .ifPresentOrElse(
            types::add,
            () -> {
              if (shape.isFloating()) {
                types.add(Schema.create(Schema.Type.DOUBLE));
              } else if (shape.hasNumbers()) {
                types.add(number(shape.numbers(), path));
              }
              if (shape.isTextual() && !shape.hasTexts() && FieldNames.isOfTime(key)) {
                doubt(path, TimeGuess.NO_TIMES);
              }
              if (shape.isTextual()) {
                types.add(text(shape, record, name, path));
              }
              if (shape.hasBinaries()) {
                types.add(Schema.create(Schema.Type.BYTES));
              }
            });
    if (shape.hasBooleans()) {
      types.add(Schema.create(Schema.Type.BOOLEAN));
    }
    if (shape.hasArrays()) {
      ValueShape items = shape.arrays().items();
      types.add(Schema.createArray(type(items, items.nulls() > 0, record, name, path + "[]", key)));
    }
    if (shape.hasObjects()) {
      types.add(object(shape.objects(), record, name, path, key));
    }
    return types;
  }

  private Schema object(ObjectShape objects, String record, String name, String path, String key) {
    if (!objects.isMap(rules.mapKeys())) {
      return record(FieldNames.ofRecord(record, name, recordNames), path, objects);
    }
    doubt(
        path,
        "has %,d different keys in %,d objects; taken as a map"
            .formatted(objects.members().size(), objects.count()));
    ValueShape values = objects.together();
    return Schema.createMap(type(values, values.nulls() > 0, record, name, path + "{}", key));
  }

  private Schema number(NumberShape numbers, String path) {
    if (numbers.inLong()) {
      return Schema.create(Schema.Type.LONG);
    }
    if (numbers.inDouble()) {
      return Schema.create(Schema.Type.DOUBLE);
    }
    int scale = numbers.fractionDigits();
    long precision = numbers.integerDigits() + scale;
    if (precision > NumberText.LONGEST) {
      doubt(
          path,
          "has numbers that neither a double nor a decimal of %,d digits keeps; taken as double, so lines with them are rejected"
              .formatted(NumberText.LONGEST));
      return Schema.create(Schema.Type.DOUBLE);
    }
    doubt(
        path,
        "has numbers that neither long nor double keeps; taken as decimal(%d,%d)"
            .formatted(precision, scale));
    return LogicalTypes.decimal((int) precision, scale)
        .addToSchema(Schema.create(Schema.Type.BYTES));
  }

  private Schema text(ValueShape shape, String record, String name, String path) {
    TextShape texts = shape.texts();
    Set<String> values = texts.different();
    boolean few =
        shape.empties() == 0
            && texts.count() >= ENUM_SAMPLE
            && values.size() <= ENUM_VALUES
            && values.stream().allMatch(FieldNames::isValid);
    if (few) {
      String seen = String.join(", ", values);
      doubt(
          path,
          rules.enums()
              ? "an enum of %s; a line with any other is rejected".formatted(seen)
              : "has only the values %s; kept as text, --enums makes it an enum".formatted(seen));
    }
    if (few && rules.enums()) {
      String enumName = FieldNames.ofRecord(record, name, recordNames);
      recordNames.add(enumName);
      return Schema.createEnum(enumName, null, namespace, List.copyOf(values));
    }
    return Schema.create(Schema.Type.STRING);
  }

  private void doubtSameLetters(String path, Set<String> keys) {
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (String key : keys) {
      if (!seen.add(key)) {
        doubt(
            path.isEmpty() ? key : path + "." + key,
            "differs from another key only by upper and lower case; they are two fields");
      }
    }
  }

  private static String word(Schema type) {
    return switch (type.getType()) {
      case STRING -> "text";
      case LONG -> type.getLogicalType() == null ? "whole number" : "time";
      case INT -> "date";
      case DOUBLE, BYTES -> "number";
      case RECORD, MAP -> "object";
      default -> type.getType().getName();
    };
  }

  private void doubt(String path, String reason) {
    doubts.add(path, reason);
  }
}
