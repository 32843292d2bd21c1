package io.framecount.common.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.framecount.common.cli.CommandFailure;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of a registry.
 *
 * @param mode the mode of the subject, such as {@code READWRITE}, if the registry has modes
 * @param compatibility the required compatibility of new versions of the subject, such as {@code
 *     BACKWARD}
 * @param time the registry's clock, in whole seconds, if its answers have a date
 */
public record RegistryFacts(
    Optional<String> mode, Optional<String> compatibility, Optional<Instant> time) {
  /**
   * Asks a registry for its state.
   *
   * @param subject URL-encoded
   * @throws CommandFailure if it is away, or is no registry
   */
  static RegistryFacts ask(RegistryHttp http, String subject) {
    // Every registry answers this one, and it proves that this is a registry.
    JsonNode unused = http.get("/subjects");
    Optional<Instant> time = http.time();
    Optional<String> compatibility =
        text(http, "/config/" + subject + "?defaultToGlobal=true", "compatibilityLevel")
            .or(() -> text(http, "/config", "compatibilityLevel"));
    Optional<String> mode =
        text(http, "/mode/" + subject + "?defaultToGlobal=true", "mode")
            .or(() -> text(http, "/mode", "mode"));
    return new RegistryFacts(mode, compatibility, time);
  }

  private static Optional<String> text(RegistryHttp http, String resource, String field) {
    try {
      return http.getIfServed(resource).map(answer -> answer.path(field).asText());
    } catch (RegistryException e) {
      // A subject without a mode of its own, to a registry that does not know the parameter.
      return Optional.empty();
    }
  }
}
