package io.framecount.common.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options that every command and subcommand has. */
@Command(mixinStandardHelpOptions = true, versionProvider = BuildInfo.class)
public final class StandardOptions {
  @Option(
      names = {"-v", "--verbose"},
      description = "Log what the Kafka clients do, and show stack traces of failures, on stderr.")
  private boolean verbose;

  public boolean verbose() {
    return verbose;
  }
}
