package io.framecount.counter.command;

import io.framecount.common.avro.WireSerdes;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Interruption;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.counter.command.option.CountTopicOptions;
import io.framecount.counter.command.option.UiOptions;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.ui.Page;
import io.framecount.counter.ui.serve.PageAddress;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the rows in a browser. */
@Command(
    name = "ui",
    description =
        "Shows the counts of an output topic live in a browser, whether or not a counter "
            + "runs. Ends on Ctrl-C.",
    sortOptions = false)
final class UiCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;
  @Mixin private CountTopicOptions topics;
  @Mixin private UiOptions ui;
  @Mixin private KafkaOptions kafka;
  @Mixin private RegistryOptions registry;
  @Mixin StandardOptions standard;

  @Override
  public ExitCode call() {
    String output = topics.output();
    PageAddress at = ui.address();
    CountDownLatch stopped = new CountDownLatch(1);
    try (Interruption interruption = Interruption.listen(stopped::countDown);
        KafkaConnection connection = KafkaConnection.open(kafka)) {
      connection.topics().require(output);
      var serdes = new WireSerdes(registry.connect(kafka)::byId);
      var shown =
          new Page.Shown(
              output,
              CountNames.lateOf(output),
              CountNames.combinerGroupOf(output),
              Optional.empty());
      try (Page page = Page.ofTopic(connection, serdes, shown, at)) {
        spec.commandLine().getErr().println("page at " + page.url());
        await(stopped);
      }
      return interruption.requested() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }
  }

  private static void await(CountDownLatch stopped) {
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
