package io.framecount.counter.command.option;

import io.framecount.common.cli.option.Meaningless;
import io.framecount.common.input.Input;
import io.framecount.common.input.InputOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options to count JSON lines of files or stdin instead of a topic. */
public final class LocalOptions {
  /** Options that have no meaning without Kafka. */
  private static final List<String> OF_KAFKA =
      List.of(
          "--topic",
          "--output",
          "--until-end",
          "--transaction-wait",
          "--settle-after",
          "--hold",
          "--role",
          "--metrics-port",
          "--metrics-host",
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

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private InputOptions input;

  @Option(
      names = "--stdin",
      description =
          "Short for --file -: count JSON lines from stdin. Either option counts without Kafka "
              + "and prints the results.")
  private boolean stdin;

  /**
   * Returns whether lines are to be counted, rather than a topic.
   *
   * @throws ParameterException if other options contradict
   */
  public boolean asked() {
    boolean asked = stdin || !input.isEmpty();
    if (asked) {
      Meaningless.refuse(
          command,
          OF_KAFKA,
          "with %s, which counts without Kafka".formatted(stdin ? "--stdin" : "--file"));
    } else {
      Meaningless.refuse(command, List.of("--max-line-bytes"), "without --file");
    }
    input
        .problem()
        .ifPresent(
            problem -> {
              throw new ParameterException(command.commandLine(), problem);
            });
    return asked;
  }

  /**
   * Finds the inputs.
   *
   * @param err takes lines about directories that are passed over
   * @throws io.framecount.common.cli.CommandFailure if one of them does not hold JSON lines
   */
  public List<Input> inputs(PrintWriter err) {
    List<String> names = new ArrayList<>(input.files());
    if (stdin) {
      names.add("-");
    }
    return InputOptions.inputs(names, Input.Reading.once("counter --stdin"), err);
  }

  /** Longest line to take. */
  public int maxLineBytes() {
    return input.maxLineBytes();
  }
}
