package io.framecount.common.registry;

import org.apache.avro.Schema;

/**
 * A schema as the registry holds it.
 *
 * @param subject the subject it was found under
 * @param version its version in that subject, from 1
 * @param id its id across all subjects, the one in each record
 */
public record RegisteredSchema(String subject, int version, int id, Schema schema) {
  @Override
  public String toString() {
    return "%s version %d (id %d)".formatted(subject, version, id);
  }
}
