package io.framecount.counter.command;

import io.framecount.WindowCount;
import io.framecount.common.avro.WireSerdes;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Interruption;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.counter.command.option.CountTopicOptions;
import io.framecount.counter.command.option.FormatOption;
import io.framecount.counter.command.option.WatchOptions;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.progress.CommittedSettings;
import io.framecount.counter.view.Columns;
import io.framecount.counter.view.CountsFeed;
import io.framecount.counter.view.CountsTopic;
import io.framecount.counter.watch.Display;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the present rows. */
@Command(
    name = "show",
    description = "Prints the current counts from the output topic, whether or not a counter runs.",
    sortOptions = false)
final class ShowCountsCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;
  @Mixin private CountTopicOptions topics;
  @Mixin private FormatOption format;
  @Mixin private WatchOptions watch;
  @Mixin private KafkaOptions kafka;
  @Mixin private RegistryOptions registry;
  @Mixin StandardOptions standard;

  @Override
  public ExitCode call() {
    String output = topics.output();
    boolean watching = watch.asked(format.format());
    try (KafkaConnection connection = KafkaConnection.open(kafka)) {
      connection.topics().require(output);
      RegistryClient client = registry.connect(kafka);
      var serdes = new WireSerdes(client::byId);
      var deserializer = serdes.<WindowCount>deserializer(WindowCount.getClassSchema());
      CountsTopic counts = new CountsTopic(connection, output, deserializer);
      Columns columns =
          CommittedSettings.of(connection, CountNames.combinerGroupOf(output))
              .map(note -> new Columns(note.windows(), note.by()))
              .orElse(Columns.UNKNOWN);
      if (watching) {
        return watch(connection, counts, columns);
      }
      format.printer(columns).print(counts.read(), spec.commandLine().getOut());
      return ExitCode.OK;
    }
  }

  private ExitCode watch(KafkaConnection connection, CountsTopic counts, Columns columns) {
    PrintWriter out = spec.commandLine().getOut();
    try (Interruption interruption = Interruption.listen(() -> {});
        CountsFeed feed = CountsFeed.open(connection, counts);
        Display display = watch.display(counts.name(), columns, format.format(), out)) {
      BooleanSupplier stopping = interruption::requested;
      // The first look shows the present rows, without a wait.
      Set<String> changed = feed.read(Duration.ZERO, stopping);
      while (!stopping.getAsBoolean()) {
        display.show(feed.byKey(), changed);
        if (out.checkError()) {
          // The reader of our pipe, such as head, has gone.
          return ExitCode.OK;
        }
        changed = feed.read(watch.interval(), stopping);
      }
      return ExitCode.INTERRUPTED;
    }
  }
}
