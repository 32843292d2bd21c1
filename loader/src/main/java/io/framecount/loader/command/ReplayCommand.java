package io.framecount.loader.command;

import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.StandardOptions;
import io.framecount.loader.command.option.ReplayOptions;
import io.framecount.loader.replay.ReplaySession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Loads rejected lines again. */
@Command(
    name = "replay",
    sortOptions = false,
    description =
        "Loads the dead letters of a topic again with the options given now, each once. Lines "
            + "that are rejected again go back to <topic>-dlq with the number of attempts. "
            + "Records that a counter had set aside return to the topic unchanged, and their "
            + "time is accepted.",
    footer = {"", "Example: loader replay --topic frames --schema wider.avsc --register"})
public final class ReplayCommand implements Callable<ExitCode> {
  @Mixin private ReplayOptions options;
  @Mixin StandardOptions standard;
  @Spec private CommandSpec spec;

  @Override
  public ExitCode call() throws InterruptedException {
    options
        .problem()
        .ifPresent(
            sentence -> {
              throw new ParameterException(spec.commandLine(), sentence);
            });
    return new ReplaySession(options, spec.commandLine().getOut(), spec.commandLine().getErr())
        .run();
  }
}
