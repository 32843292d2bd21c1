package io.framecount.common.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framecount.common.json.Json;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * A schema and its text, in which types registered elsewhere appear by name only.
 *
 * @param schema complete, with all its types
 * @param text its JSON, which needs the references to be understood
 */
public record WrittenSchema(Schema schema, String text, List<Reference> references) {
  /** Returns a schema that needs no other. */
  public static WrittenSchema of(Schema schema) {
    return new WrittenSchema(schema, schema.toString(), List.of());
  }

  /**
   * Returns the schema of a generated class as its file has it, without the properties that the
   * generator adds for Java.
   */
  public static WrittenSchema ofContract(Schema generated) {
    try {
      JsonNode tree = Json.mapper().readTree(generated.toString());
      tree.findParents(GenericData.STRING_PROP)
          .forEach(type -> ((ObjectNode) type).remove(GenericData.STRING_PROP));
      return of(new Schema.Parser().parse(tree.toString()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro's own text of a schema can't be read", e);
    }
  }

  /**
   * A named type that a schema takes from another subject.
   *
   * @param name full name of the type
   * @param subject where it is registered
   * @param version which version of that subject, from 1
   */
  public record Reference(String name, String subject, int version) {
    @Override
    public String toString() {
      return "%s in %s version %d".formatted(name, subject, version);
    }
  }
}
