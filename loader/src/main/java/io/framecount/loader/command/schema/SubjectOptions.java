package io.framecount.loader.command.schema;

import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.common.registry.Subjects;
import io.framecount.loader.command.option.LoaderTopicOptions.TopicOption;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Names a subject and its registry. */
final class SubjectOptions {
  @Mixin private TopicOption topic;

  @Option(
      names = "--subject",
      paramLabel = "SUBJECT",
      description = "Subject in the registry. Default: TOPIC-value.")
  private String subject;

  @Mixin private RegistryOptions registry;
  @Mixin private KafkaOptions kafka;

  /** The subject, if one was named. */
  Optional<String> named() {
    return Optional.ofNullable(subject)
        .or(() -> Optional.ofNullable(topic.topic()).map(Subjects::ofValues));
  }

  /** The subject; without one, the command line is wrong. */
  String required(CommandSpec spec) {
    return named()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "missing required option: --topic or --subject"));
  }

  /** A client of the registry; nothing is asked of it yet. */
  RegistryClient connect() {
    return registry.connect(kafka);
  }
}
