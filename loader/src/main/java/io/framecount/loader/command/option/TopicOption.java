package io.framecount.loader.command.option;

import io.framecount.common.kafka.UsualTopic;
import picocli.CommandLine.Option;

/** The topic that frames go to; the same for every command that asks for it. */
public final class TopicOption {
  @Option(
      names = {"-t", "--topic"},
      paramLabel = "TOPIC",
      description = "Topic of the frames. Default: $FRAMECOUNT_TOPIC.")
  private String topic;

  /** Returns the topic's name, or null if neither the option nor the environment gives it. */
  public String topic() {
    return topic == null ? UsualTopic.name() : topic;
  }
}
