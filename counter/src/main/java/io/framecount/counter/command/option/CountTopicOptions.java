package io.framecount.counter.command.option;

import io.framecount.common.kafka.UsualTopic;
import io.framecount.counter.names.CountNames;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Topics of a count. Not required by picocli, which would then demand them before a subcommand too.
 */
public final class CountTopicOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Topic of the frames. Default: $FRAMECOUNT_TOPIC.")
  private String topic;

  @Option(
      names = "--output",
      paramLabel = "TOPIC",
      description = "Topic of the results. Default: the topic of the frames with -counts.")
  private String output;

  /**
   * Returns the names of the count.
   *
   * @throws ParameterException if {@code --topic} is missing, or no count can have these names
   */
  public CountNames names() {
    String topic = topic();
    if (topic == null) {
      throw new ParameterException(command.commandLine(), "Missing required option: '--topic'");
    }
    CountNames names = new CountNames(topic, output());
    names
        .problem()
        .ifPresent(
            problem -> {
              throw new ParameterException(command.commandLine(), problem);
            });
    return names;
  }

  /**
   * Returns the topic of the rows.
   *
   * @throws ParameterException if neither option says it
   */
  public String output() {
    return Optional.ofNullable(output)
        .or(() -> Optional.ofNullable(topic()).map(CountNames::outputOf))
        .orElseThrow(
            () ->
                new ParameterException(
                    command.commandLine(), "Missing required option: '--topic' or '--output'"));
  }

  private String topic() {
    return topic == null ? UsualTopic.name() : topic;
  }
}
