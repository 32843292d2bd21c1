package io.framecount.loader.command.option;

import io.framecount.common.registry.RegistryClient;
import io.framecount.common.serde.SerdeOptions;
import io.framecount.loader.schema.ChosenSchema;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Under which schema the frames are written. */
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
   * @param registry asked only if the schema is there, or refers to what is there
   * @param subject the topic's own; null if there is no topic
   */
  public ChosenSchema choose(Supplier<RegistryClient> registry, String subject) {
    return schema.choose(registry, subject);
  }
}
