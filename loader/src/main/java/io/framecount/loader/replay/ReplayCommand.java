package io.framecount.loader.replay;

import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.common.serde.SerdeOptions;
import io.framecount.loader.load.ConversionOptions;
import io.framecount.loader.load.OutputOption;
import io.framecount.loader.load.TimeOptions;
import io.framecount.loader.load.TopicOption;
import io.framecount.loader.produce.ProducerOptions;
import io.framecount.loader.schema.SchemaOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Loads rejected lines again. */
@Command(
    name = "replay",
    sortOptions = false,
    description =
        "Loads the dead letters of a topic again with the options given now, each once. Lines "
            + "that are rejected again go back to <topic>-dlq with the number of attempts. "
            + "Records that a counter had set aside return to the topic unchanged, and their "
            + "time is accepted.",
    footer = {"", "Example: loader replay --topic frames --schema wider.avsc --register"})
public final class ReplayCommand implements Callable<ExitCode> {
  @Mixin TopicOption topic;

  @Option(
      names = "--from-file",
      paramLabel = "FILE",
      description = "Read the lines from a --reject-file instead of <topic>-dlq.")
  Path file;

  @Mixin SchemaOptions schema;
  @Mixin ConversionOptions conversion;
  @Mixin TimeOptions time;
  @Mixin ProducerOptions producer;
  @Mixin OutputOption output;
  @Mixin KafkaOptions kafka;
  @Mixin RegistryOptions registry;
  @Mixin SerdeOptions serde;
  @Mixin StandardOptions standard;
  @Spec private CommandSpec spec;

  @Override
  public ExitCode call() throws InterruptedException {
    problem()
        .ifPresent(
            sentence -> {
              throw new ParameterException(spec.commandLine(), sentence);
            });
    return new ReplaySession(this, spec.commandLine().getOut(), spec.commandLine().getErr()).run();
  }

  private Optional<String> problem() {
    if (topic.topic() == null) {
      return Optional.of("missing required option: --topic");
    }
    return producer.guarantee().resumable()
        ? producer.problem().or(() -> schema.problem(serde))
        : Optional.of(
            "--delivery %s notes no progress, so lines would be replayed twice"
                .formatted(producer.guarantee()));
  }
}
