package io.framecount.counter.frame.field;

import java.util.ArrayList;
import java.util.List;
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
  private final Field time;

  private FieldReader(List<Step> steps, boolean whole, boolean complete, Field time) {
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
    FieldLookup names = new FieldLookup(schema, versions);
    Field time = names.require(wanted.time());
    Field unique = names.require(wanted.unique());
    int group = wanted.by().flatMap(names::find).map(Field::pos).orElse(NOWHERE);
    int last = Math.max(group, Math.max(time.pos(), unique.pos()));
    List<Step> steps = new ArrayList<>();
    for (Field field : schema.getFields().subList(0, last + 1)) {
      steps.add(step(field, time.pos(), unique.pos(), group, wanted.unsaid()));
    }
    boolean whole = steps.size() == schema.getFields().size();
    boolean lacking = wanted.by().isPresent() && group == NOWHERE;
    if (lacking) {
      steps.add(
          names
              .withDefault(wanted.by().get())
              .map(GroupStep::byDefault)
              .orElse(GroupStep.absent()));
    }
    return new FieldReader(steps, whole, !lacking, time);
  }

  /** The field that says when; of several types of records the first one's. */
  public Field time() {
    return time;
  }

  /**
   * A topic may hold records of several types under one schema; one that can be counted is enough.
   */
  private static FieldReader ofUnion(
      Schema union, WantedFields wanted, Supplier<List<Schema>> versions) {
    BadSchema unfit = null;
    List<Step> branches = new ArrayList<>();
    Field time = null;
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

  private static Step step(
      Field field, int time, int unique, int group, WantedFields.Unsaid unsaid) {
    requireOneUse(field, time, unique, group);
    if (field.pos() == time) {
      return TimeStep.of(field, unsaid);
    }
    if (field.pos() == unique) {
      return UniqueStep.of(field);
    }
    if (field.pos() == group) {
      return GroupStep.of(field);
    }
    Skip skip = Skip.of(field.schema());
    return (cursor, into) -> skip.over(cursor);
  }

  private static void requireOneUse(Field field, int time, int unique, int group) {
    if (field.pos() == time && field.pos() == unique) {
      throw new BadSchema("field '%s' can't be both time and user".formatted(field.name()));
    }
    if (field.pos() == group && (field.pos() == time || field.pos() == unique)) {
      throw new BadSchema(
          "field '%s' can't be both grouped by and time or user".formatted(field.name()));
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
