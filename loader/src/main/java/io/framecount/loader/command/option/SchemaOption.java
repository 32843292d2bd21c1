package io.framecount.loader.command.option;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.registry.RegistryClient;
import io.framecount.loader.schema.ChosenSchema;
import io.framecount.loader.schema.SchemaChoice;
import io.framecount.loader.schema.SchemaSource;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Names a schema; the same option for every command that takes one. */
public final class SchemaOption {
  @Option(
      names = "--schema",
      paramLabel = "WHICH",
      converter = SchemaSourceConverter.class,
      description = {
        "Avro schema of the frames: a file (.avsc), id:7, subject:frames-value@latest,",
        "subject:frames-value@3, @latest or @3 for the topic's own subject,"
            + " class:com.example.Frame",
        "or the bare name of a class in $CLASSPATH. Default: io.framecount.Frame {uid, ts}."
      })
  private SchemaSource source = new SchemaSource.Usual();

  @Option(
      names = "--schema-types",
      paramLabel = "FILE",
      arity = "1..*",
      split = ",",
      description =
          "Avro files (.avsc) with named types that the schema file refers to, in any order. "
              + "By default, the references of the subject's latest version are used.")
  private List<Path> types = List.of();

  /** Returns whether a schema was named. */
  public boolean given() {
    return !(source instanceof SchemaSource.Usual);
  }

  /**
   * Gets the schema.
   *
   * @param registry asked only if the schema is there, or refers to what is there
   * @param subject the topic's own; null if there is no topic
   */
  public ChosenSchema choose(Supplier<RegistryClient> registry, String subject) {
    if (!types.isEmpty() && !(source instanceof SchemaSource.SchemaFile)) {
      throw new CommandFailure(
          ExitCode.USAGE, "--schema-types is of use only with a file as --schema");
    }
    return new SchemaChoice(registry, subject, types).choose(source);
  }
}
