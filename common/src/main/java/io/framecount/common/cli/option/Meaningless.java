package io.framecount.common.cli.option;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Refuses options that another option leaves without meaning, so that none is ignored silently. */
public final class Meaningless {
  private Meaningless() {}

  /**
   * Refuses the first of some options that was given.
   *
   * @param why follows "has no meaning", such as "without --file"
   * @throws ParameterException if one was given
   */
  public static void refuse(CommandSpec command, List<String> options, String why) {
    ParseResult given = command.commandLine().getParseResult();
    for (String option : options) {
      if (given.hasMatchedOption(option)) {
        throw new ParameterException(
            command.commandLine(), "%s has no meaning %s".formatted(option, why));
      }
    }
  }
}
