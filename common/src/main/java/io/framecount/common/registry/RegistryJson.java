package io.framecount.common.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framecount.common.registry.RegistryClient.TestResult.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes the JSON of the registry's API. */
final class RegistryJson {
  private static final String REFERENCES = "references";

  private final RegistryHttp http;

  /**
   * @param http the source of the answers, for messages
   */
  RegistryJson(RegistryHttp http) {
    this.http = http;
  }

  /** Returns a member that no registry leaves out. */
  JsonNode field(JsonNode answer, String name) {
    JsonNode field = answer.get(name);
    if (field == null) {
      throw http.strange("JSON without \"%s\"".formatted(name));
    }
    return field;
  }

  RegistryClient.Place place(JsonNode answer) {
    return new RegistryClient.Place(
        field(answer, "subject").asText(), field(answer, "version").asInt());
  }

  List<WrittenSchema.Reference> references(JsonNode answer) {
    List<WrittenSchema.Reference> references = new ArrayList<>();
    for (JsonNode reference : answer.path(REFERENCES)) {
      references.add(
          new WrittenSchema.Reference(
              field(reference, "name").asText(),
              field(reference, "subject").asText(),
              field(reference, "version").asInt()));
    }
    return references;
  }

  RegistryClient.TestResult verdict(JsonNode answer) {
    List<String> messages = new ArrayList<>();
    answer.path("messages").forEach(message -> messages.add(message.asText()));
    boolean compatible = field(answer, "is_compatible").asBoolean();
    return new RegistryClient.TestResult(
        compatible ? Answer.COMPATIBLE : Answer.INCOMPATIBLE, messages);
  }

  /** Returns the body of a request that registers a schema or asks about it. */
  static ObjectNode body(WrittenSchema schema) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("schema", schema.text());
    if (!schema.references().isEmpty()) {
      ArrayNode references = body.put("schemaType", "AVRO").putArray(REFERENCES);
      for (WrittenSchema.Reference reference : schema.references()) {
        references
            .addObject()
            .put("name", reference.name())
            .put("subject", reference.subject())
            .put("version", reference.version());
      }
    }
    return body;
  }

  /** Returns a subject as part of a path. */
  static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
