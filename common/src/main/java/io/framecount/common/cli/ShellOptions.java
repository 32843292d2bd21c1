package io.framecount.common.cli;

import io.framecount.common.cli.man.CompletionScript;
import io.framecount.common.cli.man.ManPages;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Options that print a completion script or man pages; a mixin of the outermost command. */
public final class ShellOptions {
  @Option(
      names = "--completion",
      help = true,
      description = {
        "Print a script that completes options and their values in bash and zsh:",
        "source <(${ROOT-COMMAND-NAME} --completion)"
      })
  private boolean completion;

  @Option(
      names = "--man-pages",
      paramLabel = "DIR",
      help = true,
      description = "Write the man pages of this command and its subcommands to DIR/man1.")
  private Path manPages;

  /** Returns whether any of these options was given. */
  static boolean asked(ParseResult parsed) {
    return of(parsed).isPresent();
  }

  /**
   * Prints what these options ask for; returns nothing if none was given, and the command does its
   * own work.
   */
  static Optional<ExitCode> answer(ParseResult parsed) {
    return of(parsed)
        .map(
            options -> {
              options.answer(parsed.commandSpec());
              return ExitCode.OK;
            });
  }

  private static Optional<ShellOptions> of(ParseResult parsed) {
    return parsed.commandSpec().mixins().values().stream()
        .map(mixin -> mixin.userObject())
        .filter(mixin -> mixin instanceof ShellOptions options && options.asked())
        .map(mixin -> (ShellOptions) mixin)
        .findFirst();
  }

  private boolean asked() {
    return completion || manPages != null;
  }

  private void answer(CommandSpec command) {
    if (completion) {
      command.commandLine().getOut().print(CompletionScript.of(command.commandLine()));
    } else {
      ManPages.write(command, manPages);
    }
  }
}
