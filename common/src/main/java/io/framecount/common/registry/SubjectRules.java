package io.framecount.common.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.framecount.common.compatibility.CompatibilityLevel;
import io.framecount.common.registry.RegistryClient.TestResult.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks for the registry's rules for new versions of a subject. */
final class SubjectRules {
  private final RegistryHttp http;
  private final RegistryJson answers;

  SubjectRules(RegistryHttp http, RegistryJson answers) {
    this.http = http;
    this.answers = answers;
  }

  /**
   * Returns the level of the subject, else the registry's own; nothing if it tells neither. Without
   * defaultToGlobal, Apicurio answers NONE for a subject without its own level, though it then
   * applies the global one; other registries answer not found.
   */
  Optional<CompatibilityLevel> level(String subject) {
    String path = "/config/%s?defaultToGlobal=true".formatted(RegistryJson.encoded(subject));
    return http.getIfServed(path)
        .or(() -> http.getIfServed("/config"))
        .map(SubjectRules::levelIn)
        .flatMap(CompatibilityLevel::of);
  }

  /** Returns the level in an answer; registries use two names for the field. */
  private static String levelIn(JsonNode answer) {
    return answer.path("compatibilityLevel").asText(answer.path("compatibility").asText());
  }

  /**
   * Asks about one version.
   *
   * @param version its number, or latest
   */
  RegistryClient.TestResult test(String subject, String version, WrittenSchema schema) {
    return asked(versions(subject) + "/" + version, schema)
        .orElseGet(() -> RegistryClient.TestResult.unknown("it does not serve the question"));
  }

  /**
   * Asks about all versions: at once, or one by one where the registry can't do better.
   *
   * @param numbers of the versions, asked for if they are needed
   */
  RegistryClient.TestResult testAll(
      String subject, WrittenSchema schema, Supplier<List<Integer>> numbers) {
    return asked(versions(subject), schema)
        .orElseGet(
            () ->
                together(
                    numbers.get().stream()
                        .map(number -> test(subject, number.toString(), schema))
                        .toList()));
  }

  /** Returns nothing if the registry does not serve the path. */
  private Optional<RegistryClient.TestResult> asked(String path, WrittenSchema schema) {
    try {
      return http.postIfServed(path + "?verbose=true", RegistryJson.body(schema))
          .map(answers::verdict);
    } catch (RegistryException e) {
      if (e.accessRefused()) {
        throw e;
      }
      // Apicurio can't judge where one of the two schemas has references, for example.
      return Optional.of(RegistryClient.TestResult.unknown(e.answer()));
    }
  }

  private static RegistryClient.TestResult together(List<RegistryClient.TestResult> verdicts) {
    List<String> messages = new ArrayList<>();
    Answer worst = Answer.COMPATIBLE;
    for (RegistryClient.TestResult verdict : verdicts) {
      messages.addAll(verdict.messages());
      boolean worse = worst != Answer.INCOMPATIBLE && verdict.answer() != Answer.COMPATIBLE;
      worst = worse ? verdict.answer() : worst;
    }
    return new RegistryClient.TestResult(worst, messages);
  }

  private static String versions(String subject) {
    return "/compatibility/subjects/%s/versions".formatted(RegistryJson.encoded(subject));
  }
}
