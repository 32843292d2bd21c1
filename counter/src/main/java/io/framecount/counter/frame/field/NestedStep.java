package io.framecount.counter.frame.field;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.common.json.FieldPath;
import io.framecount.counter.frame.field.FieldLookup.Found;
import io.framecount.counter.frame.field.FieldReader.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/**
 * Finds wanted values within a field: in records by name or alias, in maps by key, in whatever
 * branch a union has. Where a record lacks a value, the step finds nothing; where the schema does,
 * it is refused. Allocates nothing a frame.
 */
final class NestedStep {
  private NestedStep() {}

  /**
   * A value that is wanted.
   *
   * @param bit stands for it in {@link FrameFields#found}
   * @param leaf makes the step that reads it
   */
  record Target(FieldPath path, int bit, Function<Found, Step> leaf) {
    private Step step(Found found) {
      Step read = leaf.apply(found);
      return (cursor, into) -> {
        read.take(cursor, into);
        into.found |= bit;
      };
    }

    private String nameAt(int depth) {
      return path.names().get(depth);
    }

    private boolean endsAt(int depth) {
      return path.names().size() == depth;
    }
  }

  /** Returns whether values of a field's schema may have a value at a path, the field included. */
  static boolean reaches(Schema schema, FieldPath path) {
    return reaches(schema, path, 1);
  }

  private static boolean reaches(Schema schema, FieldPath path, int depth) {
    if (path.names().size() == depth) {
      return true;
    }
    return switch (schema.getType()) {
      case UNION -> schema.getTypes().stream().anyMatch(branch -> reaches(branch, path, depth));
      case MAP -> reaches(schema.getValueType(), path, depth + 1);
      case RECORD ->
          FieldLookup.named(schema, path.names().get(depth))
              .filter(field -> reaches(field.schema(), path, depth + 1))
              .isPresent();
      default -> false;
    };
  }

  /** The path of the array on the way to a value, if there is one. */
  static Optional<FieldPath> arrayOn(Schema schema, FieldPath path) {
    return arrayOn(schema, path, 1);
  }

  private static Optional<FieldPath> arrayOn(Schema schema, FieldPath path, int depth) {
    if (path.names().size() == depth) {
      return Optional.empty();
    }
    return switch (schema.getType()) {
      case ARRAY -> Optional.of(new FieldPath(path.source(), path.names().subList(0, depth)));
      case UNION ->
          schema.getTypes().stream()
              .flatMap(branch -> arrayOn(branch, path, depth).stream())
              .findFirst();
      case MAP -> arrayOn(schema.getValueType(), path, depth + 1);
      case RECORD ->
          FieldLookup.named(schema, path.names().get(depth))
              .flatMap(field -> arrayOn(field.schema(), path, depth + 1));
      default -> Optional.empty();
    };
  }

  /** The step for a field in which all these values are to be found. */
  static Step of(Field field, List<Target> targets) {
    return of(Found.of(targets.get(0).nameAt(0), field), targets, 1);
  }

  private static Step of(Found at, List<Target> targets, int depth) {
    List<Target> leaves = targets.stream().filter(target -> target.endsAt(depth)).toList();
    if (leaves.size() > 1 || (!leaves.isEmpty() && targets.size() > 1)) {
      throw new BadSchema("field '%s' can't be used for two things".formatted(at.name()));
    }
    if (!leaves.isEmpty()) {
      return leaves.get(0).step(named(at, leaves.get(0)));
    }
    return within(at.schema(), targets, depth);
  }

  private static Found named(Found at, Target target) {
    return new Found(target.path().toString(), at.schema(), at.field());
  }

  private static Step within(Schema schema, List<Target> targets, int depth) {
    List<Target> reached =
        targets.stream().filter(target -> reaches(schema, target.path(), depth)).toList();
    if (reached.isEmpty()) {
      return skip(schema);
    }
    return switch (schema.getType()) {
      case UNION ->
          Step.union(
              schema.getTypes().stream()
                  .map(branch -> within(branch, reached, depth))
                  .toArray(Step[]::new));
      case MAP -> map(schema, reached, depth);
      default -> record(schema, reached, depth);
    };
  }

  private static Step record(Schema schema, List<Target> targets, int depth) {
    Map<String, List<Target>> byField = new LinkedHashMap<>();
    for (Target target : targets) {
      Field field = FieldLookup.named(schema, target.nameAt(depth)).orElseThrow();
      byField.computeIfAbsent(field.name(), any -> new ArrayList<>()).add(target);
    }
    Step[] steps =
        schema.getFields().stream()
            .map(
                field ->
                    byField.containsKey(field.name())
                        ? of(Found.of(field.name(), field), byField.get(field.name()), depth + 1)
                        : skip(field.schema()))
            .toArray(Step[]::new);
    return (cursor, into) -> {
      cursor.descend();
      for (Step step : steps) {
        step.take(cursor, into);
      }
      cursor.ascend();
    };
  }

  private static Step map(Schema schema, List<Target> targets, int depth) {
    Map<String, List<Target>> byKey = new LinkedHashMap<>();
    targets.forEach(
        target ->
            byKey.computeIfAbsent(target.nameAt(depth), any -> new ArrayList<>()).add(target));
    byte[][] keys = byKey.keySet().stream().map(key -> key.getBytes(UTF_8)).toArray(byte[][]::new);
    Step[] values =
        byKey.entrySet().stream()
            .map(
                each ->
                    of(
                        new Found(each.getKey(), schema.getValueType(), null),
                        each.getValue(),
                        depth + 1))
            .toArray(Step[]::new);
    Step other = skip(schema.getValueType());
    return (cursor, into) -> {
      for (long count = cursor.readLong(); count != 0; count = cursor.readLong()) {
        if (count < 0) {
          cursor.skipLong();
          count = -count;
        }
        for (long i = 0; i < count; i++) {
          entry(cursor, keys, values, other).take(cursor, into);
        }
      }
    };
  }

  /** Reads a key, and returns the step for its value. */
  private static Step entry(AvroCursor cursor, byte[][] keys, Step[] values, Step other) {
    int length = cursor.readLength();
    int from = cursor.position();
    cursor.skip(length);
    for (int i = 0; i < keys.length; i++) {
      if (Arrays.equals(keys[i], 0, keys[i].length, cursor.bytes(), from, from + length)) {
        return values[i];
      }
    }
    return other;
  }

  private static Step skip(Schema schema) {
    Skip skip = Skip.of(schema);
    return (cursor, into) -> skip.over(cursor);
  }
}
