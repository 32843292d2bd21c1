package io.framecount.counter.command.option;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Option to count JSON lines instead of a topic. */
public final class StdinOption {
  private static final String STDIN = "--stdin";

  /** Options that have no meaning without Kafka. */
  private static final List<String> OF_KAFKA =
      List.of(
          "--topic",
          "--output",
          "--until-end",
          "--transaction-wait",
          "--register",
          "--state-dir",
          "--emit-sketch",
          "--max-groups",
          "--other-types",
          "--ui",
          "--ui-port",
          "--ui-host",
          "--ui-name",
          "--bootstrap-server",
          "--command-config",
          "-X",
          "--schema-registry",
          "--serde");

  @Option(
      names = STDIN,
      description =
          "Count JSON lines from stdin, plain or gzip, without Kafka, and print the results.")
  private boolean asked;

  /**
   * Returns whether stdin is to be counted.
   *
   * @throws ParameterException if other options contradict
   */
  public boolean asked(CommandSpec command) {
    ParseResult given = command.commandLine().getParseResult();
    OF_KAFKA.stream()
        .filter(option -> asked && given.hasMatchedOption(option))
        .findFirst()
        .ifPresent(
            option -> {
              throw new ParameterException(
                  command.commandLine(),
                  "%s has no meaning with --stdin, which counts without Kafka".formatted(option));
            });
    return asked;
  }
}
