package io.framecount.common.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.compatibility.CompatibilityLevel;
import io.framecount.common.compatibility.SameSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/**
 * A client of Confluent's schema registry API, which Confluent, Apicurio, Karapace and Redpanda
 * serve. Thread-safe. A schema fetched by id is cached for good, since an id never changes its
 * meaning.
 */
public final class RegistryClient {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final RegistryHttp http;
  private final RegistryJson answers;
  private final SchemaAssembly assembly;
  private final SubjectRules rules;
  private final Map<Known, Schema> byId = new ConcurrentHashMap<>();
  private final Map<UUID, Schema> byGuid = new ConcurrentHashMap<>();

  /**
   * The key of a cached schema.
   *
   * @param subject the subject it was asked for, empty for none; registries with several contexts
   *     have ids per context
   */
  private record Known(int id, String subject) {}

  RegistryClient(RegistrySettings settings) {
    this(settings, PATIENCE);
  }

  /**
   * @param patience how long to wait for each answer
   */
  RegistryClient(RegistrySettings settings, Duration patience) {
    http = new RegistryHttp(new RegistryTransport(settings, patience));
    answers = new RegistryJson(http);
    assembly = new SchemaAssembly(http, answers);
    rules = new SubjectRules(http, answers);
  }

  /** Returns where the registry is, for messages. */
  public String url() {
    return http.url();
  }

  /**
   * Returns the registry's own state, and its rules for new versions of the subject.
   *
   * @throws CommandFailure if it is away, or is no registry
   */
  public RegistryFacts facts(String subject) {
    return RegistryFacts.ask(http, RegistryJson.encoded(subject));
  }

  /** Returns the newest version of the subject, or nothing if there is no such subject. */
  public Optional<RegisteredSchema> latest(String subject) {
    return found(() -> http.get(versions(subject) + "/latest")).map(this::registered);
  }

  /**
   * Returns a version of the subject, or nothing if there is no such version, or no such subject.
   */
  public Optional<RegisteredSchema> version(String subject, int version) {
    return found(() -> http.get(versions(subject) + "/" + version)).map(this::registered);
  }

  /** Returns the numbers of all versions, oldest first; none if there is no such subject. */
  public List<Integer> versionsOf(String subject) {
    List<Integer> numbers = new ArrayList<>();
    found(() -> http.get(versions(subject)))
        .ifPresent(answer -> answer.forEach(number -> numbers.add(number.asInt())));
    return numbers;
  }

  /** Returns the version of the subject with the same meaning, or nothing if there is none. */
  public Optional<RegisteredSchema> lookUp(String subject, Schema schema) {
    return lookUp(subject, WrittenSchema.of(schema));
  }

  /**
   * Returns the version of the subject with the same meaning as a schema. Prefers the latest, which
   * has the current rules and tags; else takes the version that the registry finds, or the newest
   * of the others. Registries compare texts, so for them a doc, or a property added by a tool,
   * makes another schema.
   *
   * @throws CommandFailure with {@link ExitCode#SCHEMA} if the subject's latest version is no Avro
   */
  public Optional<RegisteredSchema> lookUp(String subject, WrittenSchema schema) {
    Optional<RegisteredSchema> latest = latest(subject);
    return latest
        .filter(version -> SameSchema.are(version.schema(), schema.schema()))
        .or(() -> asked(subject, schema))
        .or(() -> latest.flatMap(version -> older(version, schema)));
  }

  private Optional<RegisteredSchema> asked(String subject, WrittenSchema schema) {
    String path = "/subjects/" + RegistryJson.encoded(subject);
    return found(() -> http.postNormalized(path, RegistryJson.body(schema)))
        .map(answer -> answer.has("schema") ? registered(answer) : registered(answer, schema))
        // Apicurio's normal form has no aliases, for one, so that it may find another schema.
        .filter(version -> SameSchema.are(version.schema(), schema.schema()));
  }

  private Optional<RegisteredSchema> older(RegisteredSchema latest, WrittenSchema schema) {
    return versionsOf(latest.subject()).stream()
        .filter(number -> number != latest.version())
        .sorted(Comparator.reverseOrder())
        .flatMap(number -> readable(latest.subject(), number).stream())
        .filter(version -> SameSchema.are(version.schema(), schema.schema()))
        .findFirst();
  }

  /** Returns a version, or nothing if it is no Avro and therefore can't be the wanted schema. */
  private Optional<RegisteredSchema> readable(String subject, int version) {
    try {
      return version(subject, version);
    } catch (CommandFailure e) {
      if (e.code() == ExitCode.SCHEMA) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Registers the schema as a new version of the subject, or finds it there.
   *
   * @throws RegistryException if the registry refuses, for example because it is incompatible (409)
   */
  public RegisteredSchema register(String subject, Schema schema) {
    return register(subject, WrittenSchema.of(schema));
  }

  /**
   * Registers the schema as a new version of the subject, or finds it there.
   *
   * @throws RegistryException if the registry refuses, for example because it is incompatible (409)
   */
  public RegisteredSchema register(String subject, WrittenSchema schema) {
    http.postNormalized(versions(subject), RegistryJson.body(schema));
    return lookUp(subject, schema)
        .or(() -> registerAsWritten(subject, schema))
        .orElseThrow(
            () ->
                new CommandFailure(
                    "the registry at %s accepted a schema for %s and then did not find it"
                        .formatted(url(), subject)));
  }

  /**
   * Registers the schema without normalization, for a registry that mistook it for an existing one,
   * as in {@link #asked}.
   */
  private Optional<RegisteredSchema> registerAsWritten(String subject, WrittenSchema schema) {
    http.post(versions(subject), RegistryJson.body(schema));
    return lookUp(subject, schema);
  }

  /**
   * Returns the schema with this id.
   *
   * @throws RegistryException if the registry has none
   * @throws CommandFailure with {@link ExitCode#SCHEMA} if it is no Avro, or refers to a type that
   *     the registry lacks
   */
  public Schema byId(int id) {
    return byId(id, "");
  }

  /**
   * Returns the schema with this id in the context of a subject. In a registry with several
   * contexts, the same id may mean another schema in each.
   *
   * @param subject whose records have the id; empty if that is not known
   * @throws RegistryException if the registry has none
   * @throws CommandFailure with {@link ExitCode#SCHEMA} as above
   */
  public Schema byId(int id, String subject) {
    Known key = new Known(id, subject);
    Schema known = byId.get(key);
    if (known == null) {
      known = assembly.assemble(withId(id, subject), "schema id " + id).schema();
      byId.put(key, known);
    }
    return known;
  }

  /**
   * Returns the schema with this GUID, which is the same in all registries that hold the schema.
   *
   * @throws CommandFailure with {@link ExitCode#SCHEMA} as above, or if the registry has none or no
   *     GUIDs at all
   */
  public Schema byGuid(UUID guid) {
    Schema known = byGuid.get(guid);
    if (known == null) {
      known = assembly.assemble(withGuid(guid), "schema with GUID " + guid).schema();
      byGuid.put(guid, known);
    }
    return known;
  }

  private JsonNode withGuid(UUID guid) {
    return http.getIfServed("/schemas/guids/" + guid)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.SCHEMA,
                    "the registry at %s knows no schema with GUID %s; such are told by Confluent's from version 8.0 on (/schemas/guids)"
                        .formatted(url(), guid)));
  }

  private JsonNode withId(int id, String subject) {
    String resource = "/schemas/ids/" + id;
    if (!subject.isEmpty()) {
      try {
        return http.get(resource + "?subject=" + RegistryJson.encoded(subject));
      } catch (RegistryException e) {
        // One that takes the subject for a condition; it may be the id of another subject.
        if (!e.notFound()) {
          throw e;
        }
      }
    }
    return http.get(resource);
  }

  /** Returns all places of the schema with this id; nothing if the registry does not tell. */
  public List<Place> placesOf(int id) {
    List<Place> places = new ArrayList<>();
    http.getIfServed("/schemas/ids/" + id + "/versions")
        .ifPresent(answer -> answer.forEach(place -> places.add(answers.place(place))));
    return places;
  }

  /**
   * Parses a text that names types of other subjects.
   *
   * @param what the text's name in messages
   * @throws CommandFailure with {@link ExitCode#SCHEMA} if it is no schema, or a type is missing
   */
  public WrittenSchema parse(String text, List<WrittenSchema.Reference> references, String what) {
    return assembly.parse(text, references, what);
  }

  /**
   * Returns the level of the subject, or of the whole registry; nothing if the registry tells
   * neither.
   */
  public Optional<CompatibilityLevel> level(String subject) {
    return rules.level(subject);
  }

  /** Asks the registry whether the schema may follow this version. */
  public TestResult test(String subject, int version, WrittenSchema schema) {
    return rules.test(subject, Integer.toString(version), schema);
  }

  /** Asks the registry whether the schema may follow all versions. */
  public TestResult testAll(String subject, WrittenSchema schema) {
    return rules.testAll(subject, schema, () -> versionsOf(subject));
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

  private RegisteredSchema registered(JsonNode answer) {
    Place place = answers.place(answer);
    String what = "%s version %d".formatted(place.subject(), place.version());
    return registered(answer, assembly.assemble(answer, what));
  }

  private RegisteredSchema registered(JsonNode answer, WrittenSchema schema) {
    Place place = answers.place(answer);
    int id = answers.field(answer, "id").asInt();
    byId.putIfAbsent(new Known(id, ""), schema.schema());
    return new RegisteredSchema(place.subject(), place.version(), id, schema);
  }

  private static String versions(String subject) {
    return "/subjects/%s/versions".formatted(RegistryJson.encoded(subject));
  }

  /** A registered schema that is no Avro, such as a JSON Schema or one of Protobuf. */
  public static final class NoAvro extends CommandFailure {
    private static final long serialVersionUID = 1L;
    private final String type;

    NoAvro(String what, String type) {
      super(
          ExitCode.SCHEMA,
          "the registry's %s is not an Avro schema: it is of type %s".formatted(what, type));
      this.type = type;
    }

    /** Returns whether it is a JSON Schema, whose records are JSON. */
    public boolean isJson() {
      return type.equals("JSON");
    }

    /** Returns the schema's type, as the registry names it. */
    public String type() {
      return type;
    }
  }

  /** The place of a schema in the registry. */
  public record Place(String subject, int version) {}

  /**
   * A registry's answer to the question whether a schema could be registered.
   *
   * @param messages its reasons, if it gives any; for {@link Answer#UNKNOWN}, the reason why it
   *     can't tell
   */
  public record TestResult(Answer answer, List<String> messages) {
    /** Whether the registry would accept the schema. */
    public enum Answer {
      COMPATIBLE,
      INCOMPATIBLE,
      UNKNOWN
    }

    static TestResult unknown(String reason) {
      return new TestResult(Answer.UNKNOWN, List.of(reason));
    }
  }
}
