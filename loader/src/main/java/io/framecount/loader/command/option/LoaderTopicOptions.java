package io.framecount.loader.command.option;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.Topics;
import io.framecount.common.kafka.UsualTopic;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.TopicDescription;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The topic of the frames, and how to create it. */
public final class LoaderTopicOptions {
  private static final int DEFAULT_PARTITIONS = 4;

  @Mixin private TopicOption name;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Partitions of the topic, which is created if it is missing. Default: "
              + DEFAULT_PARTITIONS
              + ".")
  private Integer partitions;

  public String topic() {
    return name.topic();
  }

  /** Returns the fault in these options; empty if there is none. */
  public Optional<String> problem() {
    return partitions == null || partitions >= 1
        ? Optional.ofNullable(topic()).flatMap(Topics::problemOf)
        : Optional.of("--partitions must be 1 or more, not " + partitions);
  }

  /** Makes sure that the topic is there, and says what it did or what differs. */
  public void prepare(KafkaConnection kafka, PrintWriter err) {
    TopicDescription found = kafka.topics().find(topic()).orElse(null);
    if (found == null) {
      int count = partitions == null ? DEFAULT_PARTITIONS : partitions;
      if (kafka.topics().create(topic(), count, Map.of())) {
        err.println("created topic %s with %d partitions".formatted(topic(), count));
      }
    } else if (partitions != null && partitions != found.partitions().size()) {
      err.println(
          "topic %s has %d partitions, not %d; it is used as it is"
              .formatted(topic(), found.partitions().size(), partitions));
    }
  }

  /** The topic that frames go to; the same for every command that asks for it. */
  public static final class TopicOption {
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
}
