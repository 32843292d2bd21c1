package io.framecount.common.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Confluent's schema registry REST API, as Confluent, Apicurio, Karapace and Redpanda serve it.
 * Thread-safe; a schema once fetched by id is kept for good, since an id never changes its meaning.
 */
public final class RegistryClient {
  private static final String SCHEMA = "schema";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final RegistryHttp http;
  private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();

  RegistryClient(RegistrySettings settings) {
    this(settings, PATIENCE);
  }

  /**
   * @param patience how long to wait for each answer
   */
  RegistryClient(RegistrySettings settings, Duration patience) {
    http = new RegistryHttp(new RegistryTransport(settings, patience));
  }

  /** Where the registry is, for messages. */
  public String url() {
    return http.url();
  }

  /**
   * What the registry says of itself, and asks of new versions of the subject.
   *
   * @throws CommandFailure if it is away, or is no registry
   */
  public RegistryFacts facts(String subject) {
    return RegistryFacts.ask(http, encoded(subject));
  }

  /** The newest version of the subject, or nothing if there is no such subject. */
  public Optional<RegisteredSchema> latest(String subject) {
    return found(() -> http.get("/subjects/" + encoded(subject) + "/versions/latest"))
        .map(answer -> registered(answer, parse(answer, subject)));
  }

  /** The version of the subject that is this very schema, or nothing if none is. */
  public Optional<RegisteredSchema> lookUp(String subject, Schema schema) {
    return found(() -> http.post("/subjects/" + encoded(subject), body(schema)))
        .map(answer -> registered(answer, schema));
  }

  /**
   * Registers the schema as a new version of the subject, or finds it there.
   *
   * @throws RegistryException if the registry refuses, for example because it is incompatible (409)
   */
  public RegisteredSchema register(String subject, Schema schema) {
    http.post("/subjects/" + encoded(subject) + "/versions", body(schema));
    return lookUp(subject, schema)
        .orElseThrow(
            () ->
                new CommandFailure(
                    "the registry at %s accepted a schema for %s and then did not find it"
                        .formatted(url(), subject)));
  }

  /**
   * The schema with this id.
   *
   * @throws RegistryException if the registry has none
   */
  public Schema byId(int id) {
    Schema known = byId.get(id);
    if (known == null) {
      known = parse(http.get("/schemas/ids/" + id), "schema id " + id);
      byId.put(id, known);
    }
    return known;
  }

  private static Optional<JsonNode> found(Supplier<JsonNode> call) {
    try {
      return Optional.of(call.get());
    } catch (RegistryException e) {
      if (e.notFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private RegisteredSchema registered(JsonNode answer, Schema schema) {
    return new RegisteredSchema(
        field(answer, "subject").asText(),
        field(answer, "version").asInt(),
        field(answer, "id").asInt(),
        schema);
  }

  private JsonNode field(JsonNode answer, String name) {
    JsonNode field = answer.get(name);
    if (field == null) {
      throw http.strange("JSON without \"%s\"".formatted(name));
    }
    return field;
  }

  private static ObjectNode body(Schema schema) {
    return JsonNodeFactory.instance.objectNode().put(SCHEMA, schema.toString());
  }

  private Schema parse(JsonNode answer, String what) {
    try {
      return new Schema.Parser().parse(field(answer, SCHEMA).asText());
    } catch (AvroRuntimeException e) {
      throw new CommandFailure(
          ExitCode.SCHEMA,
          "the registry's %s is not an Avro schema: %s".formatted(what, e.getMessage()),
          e);
    }
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
