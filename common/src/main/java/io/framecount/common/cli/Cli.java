package io.framecount.common.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs a picocli command and turns its end into an exit code. Nothing below {@code main} exits the
 * process: a command returns an {@link ExitCode} (or nothing, for success) or throws.
 */
public final class Cli {
  private final PrintWriter out;
  private final PrintWriter err;

  private Cli(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** Runs on the streams of this process; UTF-8, whatever the locale says. */
  public static int run(Object command, String... args) {
    return run(
        command,
        new PrintWriter(System.out, false, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        args);
  }

  /** Runs on the given streams, for tests and for commands that run others. */
  public static int run(Object command, PrintWriter out, PrintWriter err, String... args) {
    return new Cli(out, err).execute(command, args);
  }

  private int execute(Object command, String... args) {
    CommandLine line =
        new CommandLine(command)
            .setOut(out)
            .setErr(err)
            .setColorScheme(Terminal.colors())
            .setUsageHelpAutoWidth(true)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionStrategy(this::executeLast)
            .setParameterExceptionHandler(this::refuse)
            .setExecutionExceptionHandler(mapped());
    try {
      return line.execute(args);
    } finally {
      out.flush();
      err.flush();
    }
  }

  private int executeLast(ParseResult parsed) {
    Logging.configure(verbose(leaf(parsed)));
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    new CommandLine.RunLast().execute(parsed);
    Object result = leaf(parsed).commandSpec().commandLine().getExecutionResult();
    return result instanceof ExitCode code ? code.value() : ExitCode.OK.value();
  }

  /** One sentence and where to read on; the whole help would push the sentence off the screen. */
  private int refuse(ParameterException exception, String[] args) {
    CommandLine commandLine = exception.getCommandLine();
    String name = name(commandLine);
    err.println(commandLine.getColorScheme().errorText(name + ": " + exception.getMessage()));
    UnmatchedArgumentException.printSuggestions(exception, err);
    err.println("Try '%s --help'.".formatted(name));
    return ExitCode.USAGE.value();
  }

  private IExecutionExceptionHandler mapped() {
    return (exception, commandLine, parsed) -> {
      ErrorMapper.Sentence sentence = ErrorMapper.map(exception);
      out.flush();
      err.println(
          commandLine.getColorScheme().errorText(name(commandLine) + ": " + sentence.text()));
      if (verbose(leaf(parsed))) {
        exception.printStackTrace(err);
      }
      return sentence.code().value();
    };
  }

  private static String name(CommandLine commandLine) {
    return commandLine.getCommandSpec().qualifiedName(" ");
  }

  private static boolean verbose(ParseResult parsed) {
    return parsed.commandSpec().mixins().values().stream()
        .map(mixin -> mixin.userObject())
        .anyMatch(mixin -> mixin instanceof StandardOptions options && options.verbose());
  }

  private static ParseResult leaf(ParseResult parsed) {
    ParseResult leaf = parsed;
    while (leaf.hasSubcommand()) {
      leaf = leaf.subcommand();
    }
    return leaf;
  }
}
