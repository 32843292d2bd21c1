package io.framecount.loader.schema;

import io.framecount.common.avro.IgnoredLogicalTypes;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.registry.RegisteredSchema;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.Subjects;
import io.framecount.common.registry.WrittenSchema;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The schema that the user named, and the registry that it came from, if any.
 *
 * @param name its name for messages
 * @param home the registry that it was taken from; null if from none
 */
public record ChosenSchema(
    String name,
    WrittenSchema written,
    Optional<RegisteredSchema> registered,
    RegistryClient home) {
  /** One that is not from a registry. */
  static ChosenSchema local(String name, WrittenSchema written) {
    return new ChosenSchema(name, written, Optional.empty(), null);
  }

  /** One of the registry. */
  static ChosenSchema of(RegisteredSchema registered, RegistryClient home) {
    return new ChosenSchema(
        registered.toString(), registered.written(), Optional.of(registered), home);
  }

  /**
   * Refuses a schema with logical types that Avro ignores. Not for a schema that is only read.
   *
   * @throws CommandFailure with {@link ExitCode#SCHEMA}, naming each and its replacement
   */
  public void requireSoundLogicalTypes() {
    List<String> ignored = IgnoredLogicalTypes.in(schema());
    if (!ignored.isEmpty()) {
      throw new CommandFailure(
          ExitCode.SCHEMA,
          "%s: %s; nothing was sent"
              .formatted(
                  registered.isPresent() ? name : "schema " + name, String.join("; ", ignored)));
    }
  }

  /** Complete, with all its types. */
  public Schema schema() {
    return written.schema();
  }

  /**
   * Returns the registered schema to name in the records: the schema as it was chosen if it came
   * from this registry, else the one that the subject has.
   *
   * @param register whether the subject may be created or get a new version
   * @throws CommandFailure with {@link ExitCode#SCHEMA} if it is not there, or can't be
   */
  public RegisteredSchema in(RegistryClient registry, String subject, boolean register) {
    if (isAt(registry, subject, register)) {
      return registered.get();
    }
    if (register && registered.isPresent() && find(registry, subject, true).isEmpty()) {
      requireSoundLogicalTypes();
    }
    return new Subjects(registry).resolve(subject, written, register);
  }

  /**
   * Returns the registered schema without registering it; empty if {@link #in} would do that.
   *
   * @throws CommandFailure with {@link ExitCode#SCHEMA} if it is not there, and can't be
   */
  public Optional<RegisteredSchema> find(
      RegistryClient registry, String subject, boolean register) {
    return isAt(registry, subject, register)
        ? registered
        : new Subjects(registry)
            .find(
                subject,
                written,
                register ? Subjects.Registration.ALLOWED : Subjects.Registration.NEVER);
  }

  private boolean isAt(RegistryClient registry, String subject, boolean register) {
    return registered.isPresent()
        && registry.equals(home)
        && (!register || registered.get().subject().equals(subject));
  }
}
