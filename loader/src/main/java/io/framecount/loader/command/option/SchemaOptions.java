package io.framecount.loader.command.option;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.serde.SerdeOptions;
import io.framecount.loader.schema.ChosenSchema;
import io.framecount.loader.schema.SchemaChoice;
import io.framecount.loader.schema.SchemaSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options for the schema of the frames. */
public final class SchemaOptions {
  @Mixin private SchemaOption schema;

  @Option(
      names = "--register",
      description =
          "Create the subject, or add the schema as a new version. Without this option, "
              + "nothing is registered.")
  private boolean register;

  public boolean register() {
    return register;
  }

  /** Returns the fault in these options; empty if there is none. */
  public Optional<String> problem(SerdeOptions serde) {
    return register && !serde.knowsSchemas()
        ? Optional.of(
            "--register is for the registry at --schema-registry; the serializer of --serde"
                + " registers if its own settings say so")
        : Optional.empty();
  }

  /**
   * Gets the schema.
   *
   * @param registry asked only if it holds the schema, or schemas that this one refers to
   * @param subject the topic's own; null if there is no topic
   */
  public ChosenSchema choose(Supplier<RegistryClient> registry, String subject) {
    return schema.choose(registry, subject);
  }

  /** Names a schema; the same option for every command that takes one. */
  public static final class SchemaOption {
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
     * @param registry asked only if it holds the schema, or schemas that this one refers to
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

  /** Reads the value of {@code --schema}. */
  static final class SchemaSourceConverter implements ITypeConverter<SchemaSource> {
    private static final Pattern VERSION = Pattern.compile("latest|[1-9][0-9]{0,8}");
    private static final Pattern CLASS =
        Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

    @Override
    public SchemaSource convert(String value) {
      int colon = value.indexOf(':');
      String rest = value.substring(colon + 1);
      if (colon > 0 && !rest.isEmpty()) {
        SchemaSource prefixed =
            switch (value.substring(0, colon)) {
              case "id" -> id(rest);
              case "subject" -> subject(rest);
              case "class" -> new SchemaSource.ClassName(rest);
              case "file" -> new SchemaSource.SchemaFile(Path.of(rest));
              default -> null;
            };
        if (prefixed != null) {
          return prefixed;
        }
      }
      if (value.startsWith("@")) {
        return ofTopic(value);
      }
      return isFile(value)
          ? new SchemaSource.SchemaFile(Path.of(value))
          : new SchemaSource.ClassName(value);
    }

    /** An argument that exists is a file; any other may be a class. */
    private static boolean isFile(String value) {
      return Files.exists(Path.of(value))
          || value.endsWith(".avsc")
          || !CLASS.matcher(value).matches();
    }

    private static SchemaSource id(String text) {
      if (!text.matches("[0-9]{1,9}")) {
        throw new TypeConversionException(
            "'id:%s' is not a schema id such as id:7".formatted(text));
      }
      return new SchemaSource.Id(Integer.parseInt(text));
    }

    /** A subject may have an @ in its name; only what looks like a version is one. */
    private static SchemaSource subject(String text) {
      int at = text.lastIndexOf('@');
      if (at > 0 && VERSION.matcher(text.substring(at + 1)).matches()) {
        return new SchemaSource.Subject(text.substring(0, at), version(text.substring(at + 1)));
      }
      return new SchemaSource.Subject(text, SchemaSource.LATEST);
    }

    private static SchemaSource ofTopic(String value) {
      String version = value.substring(1);
      if (!VERSION.matcher(version).matches()) {
        throw new TypeConversionException(
            "'%s' is not a version of the topic's subject such as @latest or @3".formatted(value));
      }
      return new SchemaSource.Subject(null, version(version));
    }

    private static int version(String text) {
      return text.equals("latest") ? SchemaSource.LATEST : Integer.parseInt(text);
    }
  }
}
