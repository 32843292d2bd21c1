package io.framecount.common.avro;

import org.apache.avro.Schema;

/** Finds the schema that a record was written with, such as a registry client's {@code byId}. */
@FunctionalInterface
public interface WriterSchemas {
  /** Returns the schema with this id; fails if there is none. */
  Schema byId(int id);
}
