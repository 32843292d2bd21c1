package io.framecount.loader.command;

import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.registry.RegistryClient;
import io.framecount.loader.check.CheckReport;
import io.framecount.loader.check.Checkup;
import io.framecount.loader.command.option.LoadOptions;
import io.framecount.loader.plan.LoadPlan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks whether a load would find what it needs. */
@Command(
    name = "check",
    sortOptions = false,
    description =
        "Checks brokers, rights, topics, registry, schema, clock and disk before a load. "
            + "Takes the options of a load and changes nothing.",
    footer = {
      "",
      "Ends with 0 if nothing failed, else with what the load would end with: 1, or 4 if only the",
      "schema is missing or incompatible.",
      "",
      "Example: loader check --topic frames --record-timestamp event"
    })
public final class CheckCommand implements Callable<ExitCode> {
  @Mixin private LoadOptions load;
  @Mixin StandardOptions standard;
  @Spec private CommandSpec spec;

  @Override
  public ExitCode call() {
    load.requireSoundWithoutFiles(spec);
    RegistryClient registry = load.registry().connect(load.kafka());
    LoadPlan plan = LoadPlan.of(load, () -> registry, spec.commandLine().getErr()::println);
    CheckReport report = new Checkup(plan, registry).run();
    load.output().print(spec.commandLine().getOut(), report::toText, report::toJson);
    return report.code();
  }
}
