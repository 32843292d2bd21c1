package io.framecount.loader.command.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framecount.common.compatibility.Difference;
import io.framecount.common.compatibility.Obstacle;
import io.framecount.common.json.Json;
import io.framecount.common.registry.RegisteredSchema;
import io.framecount.common.registry.SubjectCheck;
import java.util.Locale;

/** The answers of schema commands as JSON. */
final class SchemaJson {

  private SchemaJson() {}

  static ObjectNode object() {
    return Json.mapper().createObjectNode();
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
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A check of a schema against a subject. */
  static ObjectNode check(CheckResult result) {
    ObjectNode json =
        object()
            .put("schema", result.schema())
            .put("subject", result.report().subject())
            .put("level", result.report().level().name())
            .put("compatible", result.compatible());
    result.already().ifPresent(place -> json.set("already", place(place)));
    ArrayNode versions = json.putArray("versions");
    result.report().versions().forEach(version -> versions.add(version(version)));
    ArrayNode warnings = json.putArray("warnings");
    result.deceptive().forEach(difference -> warnings.add(difference(difference)));
    result
        .verdict()
        .ifPresent(
            verdict -> {
              ObjectNode said =
                  json.putObject("registry")
                      .put("answer", verdict.answer().name().toLowerCase(Locale.ROOT))
                      .put("disputed", result.disputed());
              ArrayNode messages = said.putArray("messages");
              verdict.messages().forEach(messages::add);
            });
    return json;
  }

  static ObjectNode difference(Difference difference) {
    return object()
        .put("kind", difference.kind().name().toLowerCase(Locale.ROOT))
        .put("path", difference.path())
        .put("text", difference.text())
        .put("deceptive", difference.deceptive());
  }

  private static ObjectNode version(SubjectCheck.VersionReport version) {
    ObjectNode json = place(version.version()).put("compatible", version.compatible());
    ArrayNode obstacles = json.putArray("obstacles");
    for (Obstacle obstacle : version.obstacles()) {
      obstacles
          .addObject()
          .put("direction", obstacle.direction().toString())
          .put("path", obstacle.path())
          .put("problem", obstacle.problem())
          .put("remedy", obstacle.remedy());
    }
    return json;
  }
}
