package io.framecount.loader.command.option;

import io.framecount.common.cli.option.Meaningless;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.kafka.Topics;
import io.framecount.loader.outage.OnOutage;
import io.framecount.loader.produce.Guarantee;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options for a topic of JSON as the input. */
public final class FromTopicOptions {
  private static final List<String> OF_TOPICS =
      List.of(
          "--from-bootstrap-server",
          "--from-command-config",
          "--group",
          "--until-end",
          "--skip-deleted",
          "--keep-headers");

  private static final List<String> OF_FILES =
      List.of(
          "--file",
          "--take-last-line",
          "--keep-loaded",
          "--alike",
          "--mirror-bootstrap-server",
          "--mirror-command-config",
          "--mirror-schema-registry",
          "--spool-dir");

  @Option(
      names = "--from-topic",
      paramLabel = "TOPIC",
      description =
          "Load the records of this topic, each one JSON object, instead of files. Runs until "
              + "Ctrl-C; the same command goes on, and several instances share the partitions.")
  private String topic;

  @Option(
      names = "--from-bootstrap-server",
      paramLabel = "HOST:PORT[,…]",
      description = "Cluster of --from-topic. Default: the cluster that is loaded into.")
  private String bootstrapServers;

  @Option(
      names = "--from-command-config",
      paramLabel = "FILE",
      description =
          "Properties file with client settings for --from-bootstrap-server. -X applies to both "
              + "clusters.")
  private Path commandConfig;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description =
          "Consumer group that reads --from-topic. Default: framecount-load-<source>-to-<target>.")
  private String group;

  @Option(names = "--until-end", description = "Load --from-topic up to its present end and stop.")
  private boolean untilEnd;

  @Option(
      names = "--skip-deleted",
      description =
          "If Kafka deleted records of --from-topic before they were loaded: go on behind them. "
              + "By default, the load is refused.")
  private boolean skipDeleted;

  @Option(
      names = "--keep-headers",
      description = "Give frames the headers of the records of --from-topic that they are from.")
  private boolean keepHeaders;

  /** Returns whether the input is a topic. */
  public boolean wanted() {
    return topic != null;
  }

  /** Returns the topic to load; null if files are loaded. */
  public String topic() {
    return topic;
  }

  /** Returns whether the topic is in a cluster of its own. */
  public boolean elsewhere() {
    return bootstrapServers != null;
  }

  /**
   * Returns how to connect to the cluster of the topic.
   *
   * @param target how to connect to the cluster that is loaded into
   */
  public KafkaOptions kafka(KafkaOptions target) {
    return elsewhere() ? target.elsewhere(bootstrapServers, commandConfig) : target;
  }

  /**
   * Returns the name of the consumer group.
   *
   * @param target the topic of the frames
   */
  public String group(String target) {
    return group == null ? "framecount-load-%s-to-%s".formatted(topic, target) : group;
  }

  /** Returns whether to stop at the present end of the topic. */
  public boolean untilEnd() {
    return untilEnd;
  }

  /** Returns whether to go on behind records that were deleted before they were loaded. */
  public boolean skipDeleted() {
    return skipDeleted;
  }

  /** Returns whether frames get the headers of their records. */
  public boolean keepHeaders() {
    return keepHeaders;
  }

  /** Refuses options that have no meaning with the input that was chosen. */
  void refuseMeaningless(CommandSpec command) {
    if (wanted()) {
      Meaningless.refuse(command, OF_FILES, "with --from-topic");
    } else {
      Meaningless.refuse(command, OF_TOPICS, "without --from-topic");
    }
  }

  /**
   * Returns the fault in these options; empty if there is none.
   *
   * @param target the topic of the frames; null if a dry run names none
   */
  Optional<String> problem(String target, Guarantee guarantee, OnOutage onOutage) {
    if (!wanted()) {
      return Optional.empty();
    }
    if (!guarantee.resumable()) {
      return Optional.of(
          "--delivery %s keeps no progress, which --from-topic needs; choose exactly-once or at-least-once"
              .formatted(guarantee));
    }
    if (onOutage == OnOutage.SPOOL) {
      return Optional.of(
          "--on-outage spool is for stdin alone (--file -); a topic can be read again, so --on-outage wait loses nothing of it");
    }
    if (commandConfig != null && !elsewhere()) {
      return Optional.of("--from-command-config needs --from-bootstrap-server");
    }
    if (group != null && group.isBlank()) {
      return Optional.of("--group is empty; a variable of the shell may not be set");
    }
    return topic.equals(target) && !elsewhere()
        ? Optional.of(
            "--from-topic and --topic are both %s; a topic is not loaded into itself"
                .formatted(topic))
        : Topics.problemOf(topic);
  }
}
