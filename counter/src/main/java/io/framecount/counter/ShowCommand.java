package io.framecount.counter;

import io.framecount.WindowCount;
import io.framecount.common.avro.WireSerdes;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.counter.combine.CommittedSettings;
import io.framecount.counter.view.Columns;
import io.framecount.counter.view.CountsTopic;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the results as they are now. */
@Command(
    name = "show",
    description = "Prints the current counts from the output topic, whether a counter runs or not.",
    sortOptions = false)
final class ShowCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;
  @Mixin private TopicOptions topics;
  @Mixin private FormatOption format;
  @Mixin private KafkaOptions kafka;
  @Mixin private RegistryOptions registry;
  @Mixin StandardOptions standard;

  @Override
  public ExitCode call() {
    String output = topics.output();
    try (KafkaConnection connection = KafkaConnection.open(kafka)) {
      connection.topics().require(output);
      RegistryClient client = registry.connect(kafka);
      var serdes = new WireSerdes(client::byId);
      var deserializer = serdes.<WindowCount>deserializer(WindowCount.getClassSchema());
      var counts = new CountsTopic(connection, output, deserializer).read();
      Columns columns =
          CommittedSettings.of(connection, Names.combinerGroupOf(output))
              .map(note -> new Columns(note.windows(), note.by()))
              .orElse(Columns.UNKNOWN);
      format.view(columns).print(counts, spec.commandLine().getOut());
      return ExitCode.OK;
    }
  }
}
