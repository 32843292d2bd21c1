package io.framecount.counter.command;

import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.common.avro.WireSerdes;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.common.registry.Subjects;
import io.framecount.common.registry.WrittenSchema;
import io.framecount.common.serde.SerdeOptions;
import io.framecount.counter.check.OwnTopics;
import io.framecount.counter.check.ProgressCheck;
import io.framecount.counter.command.option.CountTopicOptions;
import io.framecount.counter.frame.FrameFormat;
import io.framecount.counter.frame.RegistryRetry;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.progress.CommittedSettings;
import io.framecount.counter.progress.CountSettings;
import io.framecount.counter.recount.Outcome;
import io.framecount.counter.recount.RecountJob;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts windows again. */
@Command(
    name = "recount",
    description =
        "Counts windows again from their frames, while counters may run. A window whose state "
            + "was dropped gets a new row that includes its late frames; all others are only "
            + "compared. Ends with 1 if a row is wrong and stays wrong, and with 3 if the "
            + "source no longer has the frames.",
    sortOptions = false)
final class RecountCommand implements Callable<ExitCode> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Spec private CommandSpec spec;
  @Mixin private CountTopicOptions topics;

  @Option(
      names = "--window",
      paramLabel = "KEY",
      required = true,
      description =
          "Key of the window's row, such as MINUTE/2016-07-11T13:39:00Z, with /GROUP if there "
              + "are groups; or all-late for all windows with late frames.")
  private String window;

  @Mixin private KafkaOptions kafka;
  @Mixin private RegistryOptions registry;
  @Mixin private SerdeOptions serde;
  @Mixin StandardOptions standard;

  @Override
  public ExitCode call() {
    CountNames names = topics.names();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    RegistryClient client = registry.connect(kafka);
    try (KafkaConnection connection = KafkaConnection.open(kafka);
        FrameFormat format = FrameFormat.of(serde, kafka, registry, client)) {
      connection.topics().require(names.source());
      OwnTopics.requireNoOther(connection, names);
      connection.topics().require(names.output());
      connection.topics().require(names.partials());
      var serdes = new WireSerdes(client::byId);
      new ProgressCheck(connection, names, serdes, err::println).requireNothing();
      CountSettings settings = settings(connection, names);
      RecountJob job =
          new RecountJob(
              connection,
              names,
              settings,
              serdes.deserializer(Partial.getClassSchema()),
              rows(client, names));
      var reader =
          format.reader(
              names.source(),
              settings.fields(),
              new RegistryRetry(PATIENCE, () -> false, err::println));
      int[] windows = {0};
      ExitCode code =
          job.run(
              window,
              reader,
              outcome -> {
                windows[0]++;
                print(outcome, out);
              });
      if (windows[0] == 0) {
        err.println("there are no late frames for topic '%s'".formatted(names.output()));
      }
      return code;
    }
  }

  private static void print(Outcome outcome, PrintWriter out) {
    out.println(outcome.key() + " " + outcome.sentence());
    out.flush();
  }

  private static CountSettings settings(KafkaConnection connection, CountNames names) {
    return CommittedSettings.of(connection, names.combinerGroup())
        .orElseThrow(
            () ->
                new CommandFailure(
                    "nothing is counted of topic '%s' into topic '%s' yet"
                        .formatted(names.source(), names.output())))
        .settings();
  }

  private static Serde<WindowCount> rows(RegistryClient client, CountNames names) {
    int id =
        new Subjects(client)
            .resolve(
                Subjects.ofValues(names.output()),
                WrittenSchema.ofContract(WindowCount.getClassSchema()),
                Subjects.Registration.NEVER)
            .id();
    var serdes = new WireSerdes(client::byId);
    return Serdes.serdeFrom(
        serdes.<WindowCount>serializer(id, WindowCount.getClassSchema()),
        serdes.<WindowCount>deserializer(WindowCount.getClassSchema()));
  }
}
