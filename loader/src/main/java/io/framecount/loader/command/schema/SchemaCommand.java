package io.framecount.loader.command.schema;

import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.StandardOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of commands about schemas. */
@Command(
    name = "schema",
    sortOptions = false,
    description = "Shows, checks, compares, registers and guesses schemas; no frame is sent.",
    subcommands = {
      SchemaShowCommand.class,
      SchemaCheckCommand.class,
      DiffCommand.class,
      RegisterCommand.class,
      GuessCommand.class
    })
public final class SchemaCommand implements Callable<ExitCode> {
  @Mixin StandardOptions standard;
  @Spec private CommandSpec spec;

  @Override
  public ExitCode call() {
    throw new ParameterException(
        spec.commandLine(), "missing command: show, check, diff, register or guess");
  }
}
