package io.framecount.common.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/**
 * Puts a schema together from its text and from the types that it refers to, whatever these refer
 * to in turn. Thread-safe. What a version of a subject says never changes, so it is asked for once.
 */
final class SchemaAssembly {
  private final RegistryHttp http;
  private final RegistryJson answers;
  private final Map<RegistryClient.Place, JsonNode> known = new ConcurrentHashMap<>();

  SchemaAssembly(RegistryHttp http, RegistryJson answers) {
    this.http = http;
    this.answers = answers;
  }

  /**
   * @param answer what the registry gave for {@code what}
   * @throws CommandFailure with {@link ExitCode#SCHEMA} if it is no Avro, or a type is missing
   */
  WrittenSchema assemble(JsonNode answer, String what) {
    String type = answer.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new RegistryClient.NoAvro(what, type);
    }
    String text = answers.field(answer, "schema").asText();
    return parse(lenient(), text, answers.references(answer), "the registry's " + what);
  }

  /** The same for a text that is not registered, and so has to be right in all. */
  WrittenSchema parse(String text, List<WrittenSchema.Reference> references, String what) {
    return parse(new Schema.Parser(), text, references, what);
  }

  /**
   * For what is registered: records were written with it, whatever this version of Avro thinks of
   * its names and defaults, which older versions took.
   */
  private static Schema.Parser lenient() {
    return new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
  }

  private WrittenSchema parse(
      Schema.Parser parser, String text, List<WrittenSchema.Reference> references, String what) {
    addTypes(parser, references, new HashSet<>(), what);
    try {
      Schema schema = parser.parse(withoutMark(text));
      // Without references, what was written does not matter, only what it means.
      return references.isEmpty()
          ? WrittenSchema.of(schema)
          : new WrittenSchema(schema, text, references);
    } catch (AvroRuntimeException | NullPointerException e) {
      // Avro trips over a text that is a name only.
      throw new CommandFailure(
          ExitCode.SCHEMA, "%s is not an Avro schema: %s".formatted(what, e.getMessage()), e);
    }
  }

  /** Some editors put a byte order mark before the text. */
  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private void addTypes(
      Schema.Parser parser,
      List<WrittenSchema.Reference> references,
      Set<RegistryClient.Place> added,
      String what) {
    for (WrittenSchema.Reference reference : references) {
      RegistryClient.Place place =
          new RegistryClient.Place(reference.subject(), reference.version());
      if (added.add(place)) {
        JsonNode answer = fetch(reference, place, what);
        addTypes(parser, answers.references(answer), added, reference.toString());
        try {
          Schema unused = parser.parse(withoutMark(answers.field(answer, "schema").asText()));
        } catch (AvroRuntimeException | NullPointerException e) {
          throw failure(
              "%s refers to %s", what, reference + ", which can't be used: " + e.getMessage());
        }
      }
    }
  }

  private JsonNode fetch(
      WrittenSchema.Reference reference, RegistryClient.Place place, String what) {
    JsonNode answer = known.get(place);
    if (answer == null) {
      answer = fetchNew(reference, place, what);
      known.put(place, answer);
    }
    return answer;
  }

  private JsonNode fetchNew(
      WrittenSchema.Reference reference, RegistryClient.Place place, String what) {
    try {
      return http.get(
          "/subjects/%s/versions/%d"
              .formatted(RegistryJson.encoded(place.subject()), place.version()));
    } catch (RegistryException e) {
      if (e.notFound()) {
        throw failure(
            "%s refers to %s",
            what, reference + ", which the registry at " + http.url() + " lacks");
      }
      throw e;
    }
  }

  private static CommandFailure failure(String sentence, String what, String more) {
    return new CommandFailure(ExitCode.SCHEMA, sentence.formatted(what, more));
  }
}
