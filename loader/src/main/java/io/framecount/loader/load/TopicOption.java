package io.framecount.loader.load;

import picocli.CommandLine.Option;

/** The topic that frames go to; the same for every command that asks for it. */
public final class TopicOption {
  @Option(
      names = {"-t", "--topic"},
      paramLabel = "TOPIC",
      description = "Topic of the frames.")
  private String topic;

  /** Its name, or null if it was not given. */
  public String topic() {
    return topic;
  }
}
