package io.framecount.counter.frame.field;

import io.framecount.common.json.FieldPath;
import io.framecount.counter.frame.field.FieldLookup.Found;
import io.framecount.counter.frame.field.NestedStep.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/**
 * Finds the wanted fields in records of one writer schema: a list of steps, compiled once, that
 * ends with the last wanted field; what comes after it is not looked at. Allocates nothing a
 * record. Not thread-safe.
 */
public final class FieldReader {
  private static final int NOWHERE = -1;

  private final AvroCursor cursor = new AvroCursor();
  private final Step[] steps;
  private final boolean whole;
  private final boolean complete;
  private final Found time;

  private FieldReader(List<Step> steps, boolean whole, boolean complete, Found time) {
    this.time = time;
    this.steps = steps.toArray(Step[]::new);
    this.whole = whole;
    this.complete = complete;
  }

  /**
   * Compiles a reader for a schema that has no other versions.
   *
   * @throws BadSchema if the schema can't be counted by these fields
   */
  public static FieldReader compile(Schema schema, WantedFields wanted) {
    return compile(schema, wanted, List::of);
  }

  /**
   * Compiles a reader. Who and when must be in the schema under any of their names; a group may be
   * missing, and then is the default of the oldest version that has one.
   *
   * @param versions supplies all versions of the schema, oldest first; asked only if the schema
   *     does not have all fields by these names
   * @throws BadSchema if the schema can't be counted by these fields
   */
  public static FieldReader compile(
      Schema schema, WantedFields wanted, Supplier<List<Schema>> versions) {
    if (schema.isUnion() && !FieldLookup.recordsOf(schema).isEmpty()) {
      return ofUnion(schema, wanted, versions);
    }
    if (schema.getType() != Schema.Type.RECORD) {
      throw BadSchema.lacking("the schema is a %s, not a record".formatted(schema.getName()));
    }
    return new Compilation(schema, wanted, versions).reader();
  }

  /**
   * Compiles a reader of something that is a user by itself, such as a key.
   *
   * @param name for messages
   * @throws BadSchema if users are not counted by such a schema
   */
  public static FieldReader ofUser(String name, Schema schema) {
    Step user = UniqueStep.of(new Found(name, schema, null));
    return new FieldReader(List.of(user), true, true, null);
  }

  /** The field that says when; of several types of records the first one's; null for none. */
  public Found time() {
    return time;
  }

  /**
   * A topic may hold records of several types under one schema; one that can be counted is enough.
   */
  private static FieldReader ofUnion(
      Schema union, WantedFields wanted, Supplier<List<Schema>> versions) {
    BadSchema unfit = null;
    List<Step> branches = new ArrayList<>();
    Found time = null;
    boolean complete = true;
    boolean countable = false;
    for (Schema branch : union.getTypes()) {
      try {
        FieldReader reader = compile(branch, wanted, versions);
        branches.add(reader::take);
        complete &= reader.complete;
        time = countable ? time : reader.time;
        countable = true;
      } catch (BadSchema e) {
        branches.add(Step.refuse(refusal(e, branch, wanted, versions)));
        complete = false;
        // A record without the fields says more than a branch that is none.
        unfit = branch.getType() == Schema.Type.RECORD ? e : unfit;
      }
    }
    if (!countable) {
      throw unfit;
    }
    return new FieldReader(
        List.of(Step.union(branches.toArray(Step[]::new))), false, complete, time);
  }

  /** Why records of a branch can't be counted: they are of another type, or should be frames. */
  private static BadRecord refusal(
      BadSchema unfit, Schema branch, WantedFields wanted, Supplier<List<Schema>> versions) {
    return unfit.lacksField() && !anyFits(versions.get(), branch, wanted)
        ? BadRecord.ofType(branch.getFullName(), unfit.getMessage())
        : new BadRecord(unfit.getMessage());
  }

  /**
   * Returns whether a version of a record's type can be counted by these fields.
   *
   * @param versions of any types, or unions of them
   */
  public static boolean anyFits(List<Schema> versions, Schema schema, WantedFields wanted) {
    return versions.stream()
        .flatMap(version -> FieldLookup.recordsOf(version).stream())
        .filter(version -> version.getFullName().equals(schema.getFullName()))
        .anyMatch(version -> fits(version, wanted));
  }

  private static boolean fits(Schema schema, WantedFields wanted) {
    try {
      FieldReader unused = compile(schema, wanted);
      return true;
    } catch (BadSchema e) {
      return false;
    }
  }

  /**
   * Returns whether all fields are in the schema, so that no later version can tell more about it.
   */
  public boolean complete() {
    return complete;
  }

  /**
   * Reads one record's Avro binary.
   *
   * @throws BadRecord if the bytes don't fit the schema, or a wanted field is null
   */
  public void read(byte[] data, int from, int to, FrameFields into) {
    cursor.reset(data, from, to);
    take(cursor, into);
  }

  private void take(AvroCursor at, FrameFields into) {
    for (Step step : steps) {
      step.take(at, into);
    }
    if (whole && !at.atEnd()) {
      throw new BadRecord("the bytes do not fit their schema: some are left over");
    }
  }

  /** Makes the steps for records of one type. */
  private static final class Compilation {
    private static final int TIME = 1;
    private static final int USER = 2;
    private static final int GROUP = 4;

    private final Schema schema;
    private final WantedFields wanted;
    private final FieldLookup names;
    private final Map<Integer, List<Target>> byPosition = new TreeMap<>();
    private Found time;
    private int within;

    Compilation(Schema schema, WantedFields wanted, Supplier<List<Schema>> versions) {
      this.schema = schema;
      this.wanted = wanted;
      names = new FieldLookup(schema, versions);
    }

    FieldReader reader() {
      if (wanted.timePath().inValue()) {
        require(wanted.timePath(), TIME, this::time);
      }
      if (wanted.uniquePath().inValue()) {
        require(wanted.uniquePath(), USER, UniqueStep::of);
      }
      Optional<FieldPath> by = wanted.byPath().filter(FieldPath::inValue);
      boolean lacking = by.isPresent() && !found(by.get(), GROUP, GroupStep::of);
      List<Step> steps = new ArrayList<>();
      if (within != 0) {
        steps.add((cursor, into) -> into.found = 0);
      }
      int last = byPosition.keySet().stream().max(Integer::compare).orElse(NOWHERE);
      for (Field field : schema.getFields().subList(0, last + 1)) {
        steps.add(step(field));
      }
      boolean whole = last + 1 == schema.getFields().size();
      if (lacking) {
        steps.add(byDefault(by.get()));
      }
      addChecks(steps);
      return new FieldReader(steps, whole, !lacking, time);
    }

    private Step time(Found found) {
      time = found;
      return TimeStep.of(found, wanted.unsaid());
    }

    private void require(FieldPath path, int bit, Function<Found, Step> leaf) {
      if (!found(path, bit, leaf)) {
        refuseArray(path);
        throw names.missing(path);
      }
    }

    private boolean found(FieldPath path, int bit, Function<Found, Step> leaf) {
      Optional<Field> root = names.find(path.names().get(0));
      if (root.isEmpty() || !NestedStep.reaches(root.get().schema(), path)) {
        return false;
      }
      within |= path.names().size() > 1 ? bit : 0;
      byPosition
          .computeIfAbsent(root.get().pos(), any -> new ArrayList<>())
          .add(new Target(path, bit, leaf));
      return true;
    }

    private void refuseArray(FieldPath path) {
      if (path.names().size() > 1) {
        names
            .find(path.names().get(0))
            .flatMap(field -> NestedStep.arrayOn(field.schema(), path))
            .ifPresent(
                array -> {
                  throw new BadSchema(
                      "field '%s' is within '%s', an array, and arrays are not looked into"
                          .formatted(path, array));
                });
      }
    }

    private Step byDefault(FieldPath by) {
      return by.names().size() > 1
          ? GroupStep.absent()
          : names
              .withDefault(by.names().get(0))
              .map(field -> GroupStep.byDefault(Found.of(by.toString(), field)))
              .orElse(GroupStep.absent());
    }

    private Step step(Field field) {
      List<Target> targets = byPosition.getOrDefault(field.pos(), List.of());
      if (targets.isEmpty()) {
        Skip skip = Skip.of(field.schema());
        return (cursor, into) -> skip.over(cursor);
      }
      boolean root = targets.stream().allMatch(target -> target.path().names().size() == 1);
      if (!root) {
        return NestedStep.of(field, targets);
      }
      requireOneUse(field, targets);
      return targets.get(0).leaf().apply(Found.of(field.name(), field));
    }

    private static void requireOneUse(Field field, List<Target> targets) {
      int uses = targets.stream().mapToInt(Target::bit).sum();
      if (uses == (TIME | USER)) {
        throw new BadSchema("field '%s' can't be both time and user".formatted(field.name()));
      }
      if (targets.size() > 1) {
        throw new BadSchema(
            "field '%s' can't be both grouped by and time or user".formatted(field.name()));
      }
    }

    /** Who and when must be in each record; without a value to group by, a frame has no group. */
    private void addChecks(List<Step> steps) {
      addCheck(steps, TIME, wanted.time());
      addCheck(steps, USER, wanted.unique());
      if ((within & GROUP) != 0) {
        Step absent = GroupStep.absent();
        steps.add(
            (cursor, into) -> {
              if ((into.found & GROUP) == 0) {
                absent.take(cursor, into);
              }
            });
      }
    }

    private void addCheck(List<Step> steps, int bit, String path) {
      if ((within & bit) != 0) {
        BadRecord lacking = new BadRecord("there is no field '%s'".formatted(path));
        steps.add(
            (cursor, into) -> {
              if ((into.found & bit) == 0) {
                throw lacking;
              }
            });
      }
    }
  }

  /** Reads or skips one field of a record. */
  @FunctionalInterface
  interface Step {
    void take(AvroCursor cursor, FrameFields into);

    /** Takes the branch of a union that a record has. */
    static Step union(Step... branches) {
      return (cursor, into) -> branches[Skip.branch(cursor, branches.length)].take(cursor, into);
    }

    /** Refuses the record. */
    static Step refuse(String reason) {
      return refuse(new BadRecord(reason));
    }

    /** Refuses all records with one object, which has no stack trace. */
    static Step refuse(BadRecord reason) {
      return (cursor, into) -> {
        throw reason;
      };
    }
  }
}
