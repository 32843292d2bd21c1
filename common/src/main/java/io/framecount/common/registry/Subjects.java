package io.framecount.common.registry;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.compatibility.SameSchema;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Decides under which registered schema a topic's records are written; registers only where that
 * was asked for.
 */
public final class Subjects {
  private final RegistryClient registry;

  public Subjects(RegistryClient registry) {
    this.registry = registry;
  }

  /** The subject of a topic's values, by Confluent's TopicNameStrategy. */
  public static String ofValues(String topic) {
    return topic + "-value";
  }

  /**
   * Finds the schema in the subject, registering it first if that is allowed.
   *
   * @param register whether the subject may be created or get a new version
   * @throws CommandFailure with {@link ExitCode#SCHEMA} if the schema is not there, or can't be
   */
  public RegisteredSchema resolve(String subject, WrittenSchema schema, boolean register) {
    return resolve(subject, schema, register ? Registration.ALLOWED : Registration.NEVER);
  }

  /**
   * Finds the schema in the subject, registering it first if that is allowed.
   *
   * @throws CommandFailure with {@link ExitCode#SCHEMA} if the schema is not there, or can't be
   */
  public RegisteredSchema resolve(String subject, WrittenSchema schema, Registration allowed) {
    return find(subject, schema, allowed).orElseGet(() -> register(subject, schema));
  }

  /**
   * The schema in the subject, or the union that it is a branch of, or nothing if it is not there
   * and {@link #resolve} would register it. Registers nothing, so that several subjects can be
   * checked before the first is changed.
   *
   * @throws CommandFailure with {@link ExitCode#SCHEMA} if the schema is not there, and can't be
   */
  public Optional<RegisteredSchema> find(
      String subject, WrittenSchema schema, Registration allowed) {
    Optional<RegisteredSchema> known = registry.lookUp(subject, schema);
    if (known.isPresent()) {
      return known;
    }
    Optional<RegisteredSchema> latest = registry.latest(subject);
    if (latest.isPresent() && holds(latest.get(), schema.schema())) {
      return latest;
    }
    if (allowed == Registration.NEVER
        || (allowed == Registration.NEW_SUBJECT && latest.isPresent())) {
      throw refusal(subject, schema.schema(), latest);
    }
    if (latest.isPresent()) {
      requireCompatible(subject, schema.schema());
    }
    return known;
  }

  /** Returns whether it is that very schema: another command may have just registered it. */
  private static boolean holds(RegisteredSchema version, Schema schema) {
    return SameSchema.are(version.schema(), schema) || version.branchOf(schema).isPresent();
  }

  /**
   * Registers the schema, which {@link #find} found missing.
   *
   * @throws CommandFailure if the registry does not take it
   */
  public RegisteredSchema register(String subject, WrittenSchema schema) {
    try {
      return registry.register(subject, schema);
    } catch (RegistryException e) {
      if (e.readOnly() || e.accessRefused()) {
        throw e;
      }
      throw new CommandFailure(
          e.code(),
          "the registry at %s does not take the schema for %s: %s (error %d)"
              .formatted(registry.url(), subject, e.answer(), e.errorCode()),
          e);
    }
  }

  private CommandFailure refusal(String subject, Schema schema, Optional<RegisteredSchema> latest) {
    if (latest.isEmpty()) {
      return new CommandFailure(
          ExitCode.SCHEMA,
          "subject %s does not exist at %s; run again with --register to create it"
              .formatted(subject, registry.url()));
    }
    return new CommandFailure(
        ExitCode.SCHEMA,
        "subject %s holds another schema, %s at %s; %s"
            .formatted(subject, latest.get(), registry.url(), wayIn(subject, schema)));
  }

  /**
   * Returns the advice for a missing schema: to register it only if the registry would accept it.
   */
  private String wayIn(String subject, Schema schema) {
    try {
      SubjectCheck.Report report = new SubjectCheck(registry).check(subject, schema);
      if (!report.compatible()) {
        return "this one can't be its next version, either: " + report.sentence();
      }
    } catch (CommandFailure e) {
      // Whoever registers it will be told.
    }
    return "run again with --register to add it as a new version";
  }

  private void requireCompatible(String subject, Schema schema) {
    SubjectCheck.Report report = new SubjectCheck(registry).check(subject, schema);
    if (!report.compatible()) {
      throw new CommandFailure(ExitCode.SCHEMA, report.sentence());
    }
  }

  /** The schemas that may be registered. */
  public enum Registration {
    /** None: the schema must exist. */
    NEVER,
    /** The first version of a subject that does not exist: for topics that are a command's own. */
    NEW_SUBJECT,
    /** A new subject or a new version. */
    ALLOWED
  }
}
