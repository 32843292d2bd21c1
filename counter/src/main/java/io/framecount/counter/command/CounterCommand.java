package io.framecount.counter.command;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.CommandGroup;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Interruption;
import io.framecount.common.cli.ShellOptions;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOpening;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.kafka.Rights;
import io.framecount.common.metrics.MetricsOptions;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.common.serde.SerdeOptions;
import io.framecount.counter.command.option.AgeOptions;
import io.framecount.counter.command.option.CountOptions;
import io.framecount.counter.command.option.CountTopicOptions;
import io.framecount.counter.command.option.FieldOptions;
import io.framecount.counter.command.option.FormatOption;
import io.framecount.counter.command.option.LocalOptions;
import io.framecount.counter.command.option.StateOption;
import io.framecount.counter.command.option.TransactionOption;
import io.framecount.counter.command.option.UiOptions;
import io.framecount.counter.frame.FrameFormat;
import io.framecount.counter.local.LocalRun;
import io.framecount.counter.metrics.CountMonitor;
import io.framecount.counter.metrics.MetricsMonitor;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.progress.CountSettings;
import io.framecount.counter.run.CountPlan;
import io.framecount.counter.run.CountRun;
import io.framecount.counter.run.CountSetup;
import io.framecount.counter.run.Role;
import io.framecount.counter.run.RunReport;
import io.framecount.counter.run.ServedPage;
import io.framecount.counter.view.Columns;
import io.framecount.counter.view.RowPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.AuthorizationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts the frames of a topic. */
@Command(
    name = "counter",
    description = "Counts frames and unique users per minute, hour, day, …, exactly once.",
    footer = {
      "",
      "Examples:",
      "  counter --topic frames --until-end",
      "  counter --topic frames --windows minute,hour,day --emit-sketch",
      "  counter --topic frames --ui",
      "  counter --file stream.jsonl.gz --windows 15m --format tsv"
    },
    sortOptions = false)
public final class CounterCommand implements Callable<ExitCode>, CommandGroup {
  @Spec private CommandSpec spec;
  @Mixin private CountTopicOptions topics;
  @Mixin private FieldOptions fields;
  @Mixin private CountOptions count;

  @Option(
      names = "--emit-sketch",
      description = "Include each window's sketch in the output, so that other tools can merge it.")
  private boolean emitSketch;

  @Mixin private LocalOptions local;

  @Option(
      names = "--until-end",
      description = "Count up to the present end of the topic, print the results and stop.")
  private boolean untilEnd;

  @Mixin private TransactionOption transactions;

  @Mixin private FormatOption format;
  @Mixin private AgeOptions age;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "all",
      description =
          "Part of the work that this process does: combine reads frames, merge adds up "
              + "partial counts and keeps the state, all does both. Lets you run many combiners "
              + "beside a few mergers, which alone need disks. Default: ${DEFAULT-VALUE}.")
  private Role role;

  @Mixin private StateOption state;

  @Option(
      names = "--register",
      description = "Allow new schema versions in the subjects of the output topics.")
  private boolean register;

  @Mixin private MetricsOptions metrics;

  @Option(
      names = "--ui",
      description = "Show the live counts in a browser; the URL is printed to stderr.")
  private boolean wantsPage;

  @Mixin private UiOptions ui;
  @Mixin private KafkaOptions kafka;
  @Mixin private RegistryOptions registry;
  @Mixin private SerdeOptions serde;
  @Mixin ShellOptions shell;
  @Mixin StandardOptions standard;

  @Override
  public List<Class<?>> subcommands() {
    return List.of(
        ShowCountsCommand.class,
        TailCommand.class,
        VerifyCommand.class,
        RecountCommand.class,
        CompareCommand.class,
        QueryCommand.class,
        UiCommand.class);
  }

  @Override
  public ExitCode call() throws InterruptedException {
    RunReport report = new RunReport(spec.commandLine().getOut(), spec.commandLine().getErr());
    if (local.asked()) {
      CountSettings settings = count.settings(fields.wantedOfLines());
      return new LocalRun(settings, local.inputs(report.err()), local.maxLineBytes(), report)
          .print(printer(settings));
    }
    CountNames names = topics.names();
    // Kafka is connected to while what reading the options needs is loaded: a third of a second.
    try (Interruption interruption = Interruption.listen(() -> {});
        KafkaOpening opening = KafkaOpening.start(kafka)) {
      CountSettings settings = count.settings(fields.wanted());
      return countTopic(names, settings, report, opening, interruption);
    }
  }

  private RowPrinter printer(CountSettings settings) {
    return format.printer(new Columns(Optional.of(settings.windows()), settings.fields().by()));
  }

  private ExitCode countTopic(
      CountNames names,
      CountSettings settings,
      RunReport report,
      KafkaOpening opening,
      Interruption interruption) {
    RowPrinter printer = printer(settings);
    RegistryClient client = registry.connect(kafka);
    try (FrameFormat frames = FrameFormat.of(serde, kafka, registry, client);
        KafkaConnection connection = opening.get()) {
      try {
        CountSetup setup = new CountSetup(connection, client, frames, names, report);
        return count(connection, client, setup, settings, printer, report, interruption);
      } catch (AuthorizationException | CommandFailure e) {
        throw new Rights(connection, names::rights).explained(e);
      }
    }
  }

  private ExitCode count(
      KafkaConnection connection,
      RegistryClient client,
      CountSetup setup,
      CountSettings asked,
      RowPrinter printer,
      RunReport report,
      Interruption interruption) {
    CountSettings settings = setup.check(asked, fields.passesOver(), role);
    if (untilEnd && setup.nothingToCount()) {
      report.empty(topics.names().source(), printer);
      return ExitCode.OK;
    }
    CountPlan plan =
        setup.make(settings, fields.passesOver(), age.retention(), emitSketch, register);
    report.say(plan.memory());
    try (CountMonitor monitor = monitor(connection, client, plan, report)) {
      CountRun run =
          new CountRun(
              connection, plan, role, state.directory(), interruption::requested, report, monitor);
      return untilEnd ? run.untilEnd(printer, transactions.patience()) : run.untilStopped();
    }
  }

  private CountMonitor monitor(
      KafkaConnection connection, RegistryClient client, CountPlan plan, RunReport report) {
    CountNames names = plan.names();
    List<CountMonitor> wanted = new ArrayList<>();
    metrics
        .address()
        .map(at -> MetricsMonitor.start(at, names.source(), names.output(), report::say))
        .ifPresent(wanted::add);
    if (wantsPage) {
      wanted.add(ServedPage.start(connection, client, plan, ui.address(), report::say));
    }
    return switch (wanted.size()) {
      case 0 -> CountMonitor.NONE;
      case 1 -> wanted.get(0);
      default -> new CountMonitor.All(wanted);
    };
  }
}
