package io.framecount.loader.command;

import io.framecount.common.cli.CommandGroup;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.ShellOptions;
import io.framecount.common.cli.StandardOptions;
import io.framecount.loader.command.option.LoadOptions;
import io.framecount.loader.command.schema.SchemaCommand;
import io.framecount.loader.command.status.StatusCommand;
import io.framecount.loader.session.LoadSession;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code loader}: without a subcommand, it loads. */
@Command(
    name = "loader",
    sortOptions = false,
    description = {
      "Loads JSON frames into Kafka as Avro, each line exactly once.",
      "Run the same command again to resume an interrupted load."
    },
    footer = {
      "",
      "Exit codes: 0 all delivered, 1 failed, 2 usage, 3 finished, but lines were rejected or",
      "dropped, or the mirror is behind, 4 schema missing or incompatible (nothing sent),",
      "130 interrupted (progress saved).",
      "",
      "Example: loader --file stream.jsonl.gz --topic frames --register"
    })
public final class LoaderCommand implements Callable<ExitCode>, CommandGroup {
  @Mixin LoadOptions load;
  @Mixin ShellOptions shell;
  @Mixin StandardOptions standard;
  @Spec private CommandSpec spec;

  @Override
  public List<Class<?>> subcommands() {
    return List.of(
        CheckCommand.class,
        GenerateCommand.class,
        StatusCommand.class,
        ReplayCommand.class,
        SchemaCommand.class);
  }

  @Override
  public ExitCode call() throws Exception {
    load.requireSound(spec);
    return new LoadSession(load, spec.commandLine().getOut(), spec.commandLine().getErr()).run();
  }
}
