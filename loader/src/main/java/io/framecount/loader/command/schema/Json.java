package io.framecount.loader.command.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framecount.common.registry.RegisteredSchema;

/** JSON for programs, in one line. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Subject, version and id. */
  static ObjectNode place(RegisteredSchema schema) {
    ObjectNode json = object();
    if (schema.version() > 0) {
      json.put("subject", schema.subject()).put("version", schema.version());
    }
    return json.put("id", schema.id());
  }

  /** A schema's own JSON. */
  static JsonNode parsed(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
