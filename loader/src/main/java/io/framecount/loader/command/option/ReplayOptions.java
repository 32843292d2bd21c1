package io.framecount.loader.command.option;

import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.common.serde.SerdeOptions;
import io.framecount.loader.command.option.LoaderTopicOptions.TopicOption;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All options of a replay. */
public final class ReplayOptions {
  @Mixin private TopicOption topic;

  @Option(
      names = "--from-file",
      paramLabel = "FILE",
      description = "Read the lines from a --reject-file instead of <topic>-dlq.")
  private Path file;

  @Option(
      names = "--keep-headers",
      description =
          "Give frames the headers of the records that they are from, if --from-topic loaded them.")
  private boolean keepHeaders;

  @Mixin private SchemaOptions schema;
  @Mixin private ConversionOptions conversion;
  @Mixin private TimeOptions time;
  @Mixin private ProducerOptions producer;
  @Mixin private OutputOption output;
  @Mixin private KafkaOptions kafka;
  @Mixin private RegistryOptions registry;
  @Mixin private SerdeOptions serde;

  public TopicOption topic() {
    return topic;
  }

  /** The file to read the lines from; null for the dead letter topic. */
  public Path file() {
    return file;
  }

  /** Returns whether frames get the headers of the records that they are from. */
  public boolean keepHeaders() {
    return keepHeaders;
  }

  public SchemaOptions schema() {
    return schema;
  }

  public ConversionOptions conversion() {
    return conversion;
  }

  public TimeOptions time() {
    return time;
  }

  public ProducerOptions producer() {
    return producer;
  }

  public OutputOption output() {
    return output;
  }

  public KafkaOptions kafka() {
    return kafka;
  }

  public RegistryOptions registry() {
    return registry;
  }

  public SerdeOptions serde() {
    return serde;
  }

  /** Returns the fault in these options; empty if there is none. */
  public Optional<String> problem() {
    if (topic.topic() == null) {
      return Optional.of("missing required option: --topic");
    }
    return producer.guarantee().resumable()
        ? producer.problem().or(() -> schema.problem(serde)).or(conversion::problem)
        : Optional.of(
            "--delivery %s notes no progress, so lines would be replayed twice"
                .formatted(producer.guarantee()));
  }
}
