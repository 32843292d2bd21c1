package io.framecount.counter;

import io.framecount.common.cli.EpochUnitOption;
import io.framecount.common.text.EpochUnit;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Counting JSON lines instead of a topic. */
final class StdinOption {
  private static final String STDIN = "--stdin";

  /** What has no meaning without Kafka. */
  private static final List<String> OF_KAFKA =
      List.of(
          "--topic",
          "--output",
          "--until-end",
          "--register",
          "--state-dir",
          "--emit-sketch",
          "--max-groups",
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
          "Count the JSON lines of stdin, plain or gzip, without Kafka, and print the results.")
  private boolean asked;

  @Mixin private EpochUnitOption epochUnit;

  EpochUnit epochUnit() {
    return epochUnit.unit();
  }

  /**
   * Whether stdin is to be counted.
   *
   * @throws ParameterException if other options contradict
   */
  boolean asked(CommandSpec command) {
    ParseResult given = command.commandLine().getParseResult();
    if (!asked && given.hasMatchedOption("--epoch-unit")) {
      throw new ParameterException(
          command.commandLine(),
          "--epoch-unit goes with --stdin; times in a topic say their unit in the schema");
    }
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
