package io.framecount.loader.schema;

import io.framecount.Frame;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.registry.RegisteredSchema;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryException;
import io.framecount.common.registry.WrittenSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Gets the schema that a source names. */
public final class SchemaChoice {
  private final Supplier<RegistryClient> registry;
  private final String subject;
  private final List<Path> types;

  /**
   * @param subject the topic's own; null if there is no topic
   * @param types files with types that a schema file may refer to
   */
  public SchemaChoice(Supplier<RegistryClient> registry, String subject, List<Path> types) {
    this.registry = registry;
    this.subject = subject;
    this.types = types;
  }

  /**
   * Finds the schema and makes sure that frames can be written with it.
   *
   * @throws CommandFailure with {@link ExitCode#SCHEMA} if there is no such schema, or it is of no
   *     use for frames
   */
  public ChosenSchema choose(SchemaSource source) {
    ChosenSchema chosen = find(source);
    Schema.Type type = chosen.schema().getType();
    if (type == Schema.Type.UNION) {
      throw failure(
          "%s is a union of %s, and a load writes one type: give that as a file or class with --schema, and it is written as a branch of the union"
              .formatted(named(chosen.name()), branches(chosen.schema())));
    }
    if (type != Schema.Type.RECORD) {
      throw failure(
          "%s is of type %s, not a record".formatted(named(chosen.name()), type.getName()));
    }
    if (chosen.registered().isEmpty()) {
      chosen.requireSoundLogicalTypes();
    }
    return chosen;
  }

  private static String branches(Schema union) {
    return union.getTypes().stream().map(Schema::getFullName).collect(Collectors.joining(", "));
  }

  private ChosenSchema find(SchemaSource source) {
    if (source instanceof SchemaSource.SchemaFile file) {
      return new SchemaFiles(types).read(file.path(), this::withReferences);
    }
    if (source instanceof SchemaSource.Id id) {
      return byId(id.id());
    }
    if (source instanceof SchemaSource.Subject place) {
      return ofSubject(place);
    }
    if (source instanceof SchemaSource.ClassName name) {
      return ChosenSchema.local("class " + name.name(), SchemaClasses.schemaOf(name.name()));
    }
    Schema frame = Frame.getClassSchema();
    return ChosenSchema.local(frame.getFullName(), WrittenSchema.ofContract(frame));
  }

  private ChosenSchema byId(int id) {
    RegistryClient client = registry.get();
    try {
      Schema schema = client.byId(id);
      return ChosenSchema.of(placed(client, id, schema), client);
    } catch (RegistryException e) {
      throw e.notFound()
          ? failure(
              "the schema registry at %s has no schema with id %d".formatted(client.url(), id))
          : e;
    }
  }

  /** With its place in the topic's subject, if it is there, too; else in any. */
  private RegisteredSchema placed(RegistryClient client, int id, Schema schema) {
    List<RegistryClient.Place> places = client.placesOf(id);
    return places.stream()
        .filter(place -> place.subject().equals(subject))
        .findFirst()
        .or(() -> places.stream().findFirst())
        .flatMap(place -> client.version(place.subject(), place.version()))
        .filter(found -> found.id() == id)
        .orElseGet(() -> new RegisteredSchema("", 0, id, schema));
  }

  private ChosenSchema ofSubject(SchemaSource.Subject place) {
    String wanted = place.subject() == null ? subject : place.subject();
    if (wanted == null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--schema %s means the topic's own subject; name the topic with --topic"
              .formatted(place));
    }
    RegistryClient client = registry.get();
    Optional<RegisteredSchema> found =
        place.version() == SchemaSource.LATEST
            ? client.latest(wanted)
            : client.version(wanted, place.version());
    return ChosenSchema.of(
        found.orElseThrow(() -> missing(client, wanted, place.version())), client);
  }

  private static CommandFailure missing(RegistryClient client, String wanted, int version) {
    List<Integer> versions = client.versionsOf(wanted);
    return failure(
        versions.isEmpty()
            ? "the schema registry at %s has no subject %s".formatted(client.url(), wanted)
            : "subject %s at %s has no version %d; it has %s"
                .formatted(wanted, client.url(), version, versions));
  }

  /** The text of a file with the references that the subject's latest version has. */
  private Optional<WrittenSchema> withReferences(String text, String what) {
    if (subject == null) {
      return Optional.empty();
    }
    RegistryClient client = registry.get();
    return client
        .latest(subject)
        .filter(latest -> !latest.written().references().isEmpty())
        .map(latest -> client.parse(text, latest.written().references(), what));
  }

  private static String named(String name) {
    return name.startsWith("schema ") || name.startsWith("class ") ? name : "schema " + name;
  }

  private static CommandFailure failure(String problem) {
    return new CommandFailure(ExitCode.SCHEMA, problem + "; nothing was sent");
  }
}
