package io.framecount.loader.command.status;

import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.kafka.TopicEnd;
import io.framecount.loader.command.option.LoaderTopicOptions.TopicOption;
import io.framecount.loader.command.option.OutputOption;
import io.framecount.loader.resume.KnownLoads;
import io.framecount.loader.resume.KnownLoads.KnownLoad;
import io.framecount.loader.resume.LoadProgress.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the progress of each file. */
@Command(
    name = "status",
    sortOptions = false,
    description =
        "Shows the progress of each file, and of each partition of --from-topic. Kafka keeps it for offsets.retention.minutes after "
            + "the last load, seven days by default. Without --topic, shows all topics. Ends "
            + "with 3 if an open transaction hides frames or progress.")
public final class StatusCommand implements Callable<ExitCode> {
  /** A load that runs has a transaction open for a second at a time. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Mixin private TopicOption topic;
  @Mixin private OutputOption output;
  @Mixin private KafkaOptions kafka;
  @Mixin StandardOptions standard;
  @Spec private CommandSpec spec;
  private final Map<String, Map<TopicPartition, Long>> ends = new HashMap<>();

  @Override
  public ExitCode call() {
    try (KafkaConnection connection = KafkaConnection.open(kafka)) {
      List<KnownLoad> loads = new KnownLoads(connection).of(topic.topic());
      Map<String, Instant> hiddenSince = hiddenSince(connection, loads);
      List<StatusRow> rows =
          loads.stream()
              .map(load -> StatusRow.of(load, hiddenSince.get(load.topic()), end(connection, load)))
              .toList();
      output.print(
          spec.commandLine().getOut(),
          () -> rows.isEmpty() ? nothing(connection) : StatusRow.toText(rows),
          () -> StatusRow.toJson(rows));
      return rows.stream().anyMatch(StatusRow::inDoubt) ? ExitCode.REJECTED : ExitCode.OK;
    }
  }

  /** Returns where a partition ends that is loaded; null for a file, or if that can't be known. */
  private Long end(KafkaConnection kafka, KnownLoad load) {
    Origin origin = load.progress().origin();
    if (origin == null || origin.cluster() != null) {
      return null;
    }
    String partition = load.progress().file();
    int dash = partition.lastIndexOf('-');
    String topic = partition.substring(0, dash);
    int number = Integer.parseInt(partition.substring(dash + 1));
    return ends.computeIfAbsent(topic, name -> ends(kafka, name, origin.topicId()))
        .get(new TopicPartition(topic, number));
  }

  private static Map<TopicPartition, Long> ends(KafkaConnection kafka, String topic, String id) {
    try {
      return kafka.topics().find(topic).stream().anyMatch(it -> it.topicId().toString().equals(id))
          ? kafka.offsets().end(topic)
          : Map.of();
    } catch (AuthorizationException e) {
      return Map.of();
    }
  }

  /** Warns of open transactions that hide frames, and returns by topic since when. */
  private Map<String, Instant> hiddenSince(KafkaConnection kafka, List<KnownLoad> loads) {
    Map<String, Instant> since = new HashMap<>();
    for (String name : loads.stream().map(KnownLoad::topic).distinct().toList()) {
      try {
        if (kafka.topics().find(name).isPresent()) {
          TopicEnd end = TopicEnd.of(kafka, name);
          if (!end.await(PATIENCE, line -> {}, () -> false)) {
            var sentence = end.sentence();
            since.put(name, sentence.since().orElse(Instant.MIN));
            say("%s, and readers do not see them yet".formatted(sentence.subject()));
          }
        }
      } catch (AuthorizationException e) {
        say(
            "this user may not see where topic '%s' ends, so an open transaction that hides its frames would not be noticed; the ACL Describe on it would allow that"
                .formatted(name));
      }
    }
    return since;
  }

  private void say(String line) {
    spec.commandLine().getErr().println(line);
  }

  private String nothing(KafkaConnection connection) {
    return "no loads%s are known at %s"
        .formatted(
            topic.topic() == null ? "" : " into " + topic.topic(), connection.bootstrapServers());
  }
}
