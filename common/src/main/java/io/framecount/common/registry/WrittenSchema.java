package io.framecount.common.registry;

import java.util.List;
import org.apache.avro.Schema;

/**
 * A schema and how it is written down: types that are registered elsewhere stand in the text by
 * name only.
 *
 * @param schema complete, with all its types
 * @param text its JSON, which needs the references to be understood
 */
public record WrittenSchema(Schema schema, String text, List<SchemaReference> references) {
  /** A schema that needs no other. */
  public static WrittenSchema of(Schema schema) {
    return new WrittenSchema(schema, schema.toString(), List.of());
  }
}
