package io.framecount.counter.ui;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the page is; the same option for every command that shows one. */
public final class UiOptions {
  private static final int HIGHEST = 65_535;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--ui-port",
      paramLabel = "PORT",
      defaultValue = "9470",
      description =
          "Port of the page, on this machine only; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  /**
   * The port, 0 for any.
   *
   * @throws ParameterException if there is no such port
   */
  public int port() {
    if (port < 0 || port > HIGHEST) {
      throw new ParameterException(
          command.commandLine(), "--ui-port must be from 0 to %d, not %d".formatted(HIGHEST, port));
    }
    return port;
  }
}
