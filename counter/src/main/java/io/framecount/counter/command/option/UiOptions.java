package io.framecount.counter.command.option;

import io.framecount.counter.ui.serve.PageAddress;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Address of the page. */
public final class UiOptions {
  private static final int HIGHEST = 65_535;
  private static final Pattern NAME = Pattern.compile("[\\w.-]+|\\[[0-9a-fA-F:.]+]");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--ui-port",
      paramLabel = "PORT",
      defaultValue = "9470",
      description = "Port of the page; 0 picks a free port. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--ui-host",
      paramLabel = "HOST",
      defaultValue = PageAddress.LOOPBACK,
      description =
          "Address to serve the page on; 0.0.0.0 for all interfaces. There is no password: "
              + "everyone who reaches the page can read the counts. Default: ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--ui-name",
      paramLabel = "NAME",
      split = ",",
      description = "Host name to answer to besides 127.0.0.1 and localhost; repeatable.")
  private Set<String> names = Set.of();

  /**
   * Returns the address to serve the page at.
   *
   * @throws ParameterException if there is no such port, or no such name
   */
  public PageAddress address() {
    if (port < 0 || port > HIGHEST) {
      throw refused("--ui-port must be from 0 to %d, not %d".formatted(HIGHEST, port));
    }
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        throw refused("--ui-name is a name without scheme and port, not '%s'".formatted(name));
      }
    }
    return new PageAddress(host, port, names);
  }

  private ParameterException refused(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
