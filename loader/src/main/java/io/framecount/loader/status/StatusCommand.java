package io.framecount.loader.status;

import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.loader.load.OutputOption;
import io.framecount.loader.load.TopicOption;
import io.framecount.loader.resume.KnownLoads;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what is loaded how far. */
@Command(
    name = "status",
    sortOptions = false,
    description = {
      "Shows what is loaded how far, by file. Kafka forgets it after offsets.retention.minutes,",
      "seven days by default, without a further load. Without --topic, all topics are shown."
    })
public final class StatusCommand implements Callable<ExitCode> {
  @Mixin private TopicOption topic;
  @Mixin private OutputOption output;
  @Mixin private KafkaOptions kafka;
  @Mixin StandardOptions standard;
  @Spec private CommandSpec spec;

  @Override
  public ExitCode call() {
    try (KafkaConnection connection = KafkaConnection.open(kafka)) {
      List<StatusRow> rows =
          new KnownLoads(connection).of(topic.topic()).stream().map(StatusRow::of).toList();
      output.print(
          spec.commandLine().getOut(),
          () -> rows.isEmpty() ? nothing(connection) : StatusTable.of(rows),
          () -> StatusRow.toJson(rows));
      return ExitCode.OK;
    }
  }

  private String nothing(KafkaConnection connection) {
    return "no loads%s are known at %s"
        .formatted(
            topic.topic() == null ? "" : " into " + topic.topic(), connection.bootstrapServers());
  }
}
