package io.framecount.common.avro;

import org.apache.avro.Schema;

/** Tells the schema that a record was written with; a registry client's {@code byId} is one. */
@FunctionalInterface
public interface WriterSchemas {
  /** The schema with this id; fails if there is none. */
  Schema byId(int id);
}
