package io.framecount.loader.command.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framecount.common.compatibility.Difference;
import io.framecount.common.compatibility.Obstacle;
import io.framecount.common.registry.VersionReport;
import java.util.Locale;

/** A check for a program. */
final class CheckJson {
  private CheckJson() {}

  static ObjectNode of(CheckResult result) {
    ObjectNode json =
        Json.object()
            .put("schema", result.schema())
            .put("subject", result.report().subject())
            .put("level", result.report().level().name())
            .put("compatible", result.compatible());
    result.already().ifPresent(place -> json.set("already", Json.place(place)));
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
    return Json.object()
        .put("kind", difference.kind().name().toLowerCase(Locale.ROOT))
        .put("path", difference.path())
        .put("text", difference.text())
        .put("deceptive", difference.deceptive());
  }

  private static ObjectNode version(VersionReport version) {
    ObjectNode json = Json.place(version.version()).put("compatible", version.compatible());
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
