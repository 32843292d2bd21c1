package io.framecount.common.registry;

import io.framecount.common.compatibility.SameSchema;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.avro.Schema;

/**
 * A schema as the registry holds it.
 *
 * @param subject the subject it was found under; empty if only its id is known
 * @param version its version in that subject, from 1; 0 if only its id is known
 * @param id its id across all subjects, the one in each record
 */
public record RegisteredSchema(String subject, int version, int id, WrittenSchema written) {
  /** Creates a schema that refers to no other. */
  public RegisteredSchema(String subject, int version, int id, Schema schema) {
    this(subject, version, id, WrittenSchema.of(schema));
  }

  /** Returns the complete schema, including the types that it refers to. */
  public Schema schema() {
    return written.schema();
  }

  /**
   * Returns the branch that a record is, from 0; empty if this schema is no union or has no such
   * branch. In a topic with several types under one schema, each record is a branch of a union.
   */
  public OptionalInt branchOf(Schema record) {
    List<Schema> branches = schema().isUnion() ? schema().getTypes() : List.of();
    return IntStream.range(0, branches.size())
        .filter(i -> SameSchema.are(branches.get(i), record))
        .findFirst();
  }

  @Override
  public String toString() {
    return version == 0
        ? "schema id %d".formatted(id)
        : "%s version %d (id %d)".formatted(subject, version, id);
  }
}
