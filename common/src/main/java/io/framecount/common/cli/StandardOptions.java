package io.framecount.common.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options that every command and subcommand has. */
@Command(mixinStandardHelpOptions = true, versionProvider = BuildInfo.class)
public final class StandardOptions {
  @Option(
      names = {"-v", "--verbose"},
      description =
          "Log the activity of the Kafka clients, and print stack traces of failures, on "
              + "stderr.")
  private boolean verbose;

  @Option(
      names = LogFormat.OPTION,
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "Format of messages on stderr: text, or json, with one object per line for "
              + "messages, progress, failures and --verbose. Default: ${DEFAULT-VALUE}.")
  private LogFormat logFormat;

  public boolean verbose() {
    return verbose;
  }

  public LogFormat logFormat() {
    return logFormat;
  }
}
