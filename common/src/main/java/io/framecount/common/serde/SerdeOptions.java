package io.framecount.common.serde;

import io.framecount.common.avro.AvroBinary;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryOptions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The choice of Avro serdes for frames, for all commands that read or write them. */
public final class SerdeOptions {
  private static final String OURS = "framecount";
  private static final String CONFLUENT = "confluent";
  private static final List<String> OF_CONFLUENT =
      List.of(
          "io.confluent.kafka.serializers.KafkaAvroSerializer",
          "io.confluent.kafka.serializers.KafkaAvroDeserializer");

  /** The setting with which Confluent's serializer registers schemas by itself, its default. */
  private static final String AUTO_REGISTER = "auto.register.schemas";

  private static final String SCHEMA_ID = "use.schema.id";
  private static final String LATEST_WITH_METADATA = "use.latest.with.metadata";
  private static final String SUBJECT_NAMES = "value.subject.name.strategy";

  /** Settings that choose the schema to write under. */
  private static final List<String> CHOICES =
      List.of(SCHEMA_ID, "use.latest.version", LATEST_WITH_METADATA);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private final AtomicBoolean told = new AtomicBoolean();

  @Option(
      names = "--serde",
      paramLabel = "NAME|CLASS[,CLASS]",
      defaultValue = OURS,
      description =
          "Avro serializer and deserializer to use: framecount (built in, the fastest), "
              + "confluent, or the class of any Kafka Serializer or Deserializer of Avro "
              + "records (or both). Their settings: -X and --command-config; their jars: "
              + "$FRAMECOUNT_CLASSPATH (JAR:JAR or DIR/*). Default: ${DEFAULT-VALUE}.")
  private String serde = OURS;

  /** Returns whether our own serdes are in use. */
  public boolean ours() {
    return serde.equals(OURS);
  }

  /**
   * Returns whether the frames' schemas are in the registry of our options, under its ids; else
   * only the serde knows their place.
   */
  public boolean knowsSchemas() {
    return ours() || serde.equals(CONFLUENT);
  }

  /**
   * Returns the serializer to use instead of ours, if there is one.
   *
   * @throws CommandFailure if it can't be created
   */
  public Optional<ForeignSerializer> serializer(KafkaOptions kafka, RegistryOptions registry) {
    if (ours()) {
      tellUnheeded(kafka.userConfig());
      return Optional.empty();
    }
    return Optional.of(new ForeignSerializer(schemaId -> serializer(kafka, registry, schemaId)));
  }

  /**
   * Warns once about settings that have no effect here; the file may be shared with other programs.
   */
  private void tellUnheeded(Map<String, String> config) {
    if (command == null || command.commandLine() == null || !told.compareAndSet(false, true)) {
      return;
    }
    config.forEach(
        (name, value) -> {
          if (isChoice(name, value.strip())) {
            command
                .commandLine()
                .getErr()
                .println(
                    "warning: %s=%s is for Confluent's serializer, so it does nothing; ours writes by the topic's subject, and registers with --register only (--serde confluent)"
                        .formatted(name, value.strip()));
          }
        });
  }

  /**
   * Returns whether a setting makes Confluent's serializer write under another schema than ours.
   */
  private static boolean isChoice(String name, String value) {
    return switch (name) {
      case SUBJECT_NAMES -> !value.endsWith("TopicNameStrategy");
      case AUTO_REGISTER -> Boolean.parseBoolean(value);
      case SCHEMA_ID, LATEST_WITH_METADATA -> true;
      default -> false;
    };
  }

  private Serializer<?> serializer(KafkaOptions kafka, RegistryOptions registry, OptionalInt id) {
    Map<String, Object> config = config(kafka, registry);
    if (id.isPresent() && knowsSchemas() && !choosesItself(config)) {
      // Else it would look for the very text, and run none of the rules of the registered one.
      config.put(SCHEMA_ID, id.getAsInt());
    }
    return made(
        Serializer.class,
        config,
        (made, settings) -> ((Serializer<?>) made).configure(settings, false));
  }

  private static boolean choosesItself(Map<String, Object> config) {
    return Boolean.parseBoolean(String.valueOf(config.get(AUTO_REGISTER)))
        || CHOICES.stream().anyMatch(config::containsKey);
  }

  /** Returns the deserializer to use instead of ours, if there is one. */
  public Optional<ForeignDeserializer> deserializer(KafkaOptions kafka, RegistryOptions registry) {
    return ours()
        ? Optional.empty()
        : Optional.of(
            new ForeignDeserializer(
                made(
                    Deserializer.class,
                    config(kafka, registry),
                    (made, config) -> ((Deserializer<?>) made).configure(config, false))));
  }

  private <T> T made(Class<T> type, Map<String, Object> config, SerdeClass.Configure<T> how) {
    // Serdes ask Avro for the class that a schema is named after, and it refuses those it can't
    // trust.
    AvroBinary.trustGeneratedClasses();
    return new SerdeClass(names()).make(type, config, how);
  }

  private List<String> names() {
    List<String> names =
        serde.equals(CONFLUENT)
            ? OF_CONFLUENT
            : Arrays.stream(serde.split(",")).map(String::strip).toList();
    if (names.size() > 2 || names.stream().anyMatch(String::isEmpty)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--serde is framecount, confluent, or one or two class names with a comma between them, not '%s'"
              .formatted(serde));
    }
    return names;
  }

  private static Map<String, Object> config(KafkaOptions kafka, RegistryOptions registry) {
    Map<String, Object> config = new HashMap<>(kafka.userConfig());
    config.putAll(registry.ofConfluentsClients(kafka));
    // Nothing is registered in silence, unless the user says so in this very setting.
    config.putIfAbsent(AUTO_REGISTER, false);
    return config;
  }
}
