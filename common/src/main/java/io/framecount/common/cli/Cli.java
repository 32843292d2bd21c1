package io.framecount.common.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
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

  /** Runs on the streams of this process; UTF-8 and English numbers, whatever the locale says. */
  public static int run(Object command, String... args) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    return run(
        command,
        new PrintWriter(System.out, false, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        args);
  }

  /** Runs on the given streams, for tests and for commands that run others. */
  public static int run(Object command, PrintWriter out, PrintWriter err, String... args) {
    Cli cli = new Cli(out, err);
    int code = cli.written(cli.execute(command, args));
    Interruption.commandEnded(code);
    return code;
  }

  private int execute(Object command, String... args) {
    CommandLine line =
        new CommandLine(command)
            .setOut(out)
            .setErr(err)
            // Only help is in the scheme's colours, and help goes to stdout.
            .setColorScheme(Terminal.colors(Terminal.stdout()))
            .setUsageHelpAutoWidth(true)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionStrategy(this::executeLast)
            .setParameterExceptionHandler(this::refuse)
            .setExecutionExceptionHandler(mapped());
    return line.execute(args);
  }

  /** Results that reach nobody are a failure: a full disk must not look like success. */
  private int written(int code) {
    boolean lost = out.checkError();
    if (lost) {
      complain("cannot write to stdout; the results are not complete");
    }
    err.flush();
    return lost && code == ExitCode.OK.value() ? ExitCode.FAILED.value() : code;
  }

  private int executeLast(ParseResult parsed) {
    Logging.configure(verbose(leaf(parsed)));
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    Optional<ExitCode> said = ShellOptions.answer(parsed);
    if (said.isPresent()) {
      return said.get().value();
    }
    CommandLine last = leaf(parsed).commandSpec().commandLine();
    try {
      new CommandLine.RunLast().execute(parsed);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
      // picocli maps exceptions only, and what is not mapped ends in a stack trace.
      throw new ExecutionException(last, e.toString(), e);
    }
    Object result = last.getExecutionResult();
    return result instanceof ExitCode code ? code.value() : ExitCode.OK.value();
  }

  /** One sentence and where to read on; the whole help would push the sentence off the screen. */
  private int refuse(ParameterException exception, String[] args) {
    String name = name(exception.getCommandLine());
    complain(name + ": " + exception.getMessage());
    UnmatchedArgumentException.printSuggestions(exception, err);
    err.println("Try '%s --help'.".formatted(name));
    return ExitCode.USAGE.value();
  }

  private IExecutionExceptionHandler mapped() {
    return (exception, commandLine, parsed) -> {
      ErrorMapper.Sentence sentence = ErrorMapper.map(exception);
      out.flush();
      complain(name(commandLine) + ": " + sentence.text());
      if (verbose(leaf(parsed))) {
        StringWriter trace = new StringWriter();
        exception.printStackTrace(new PrintWriter(trace));
        err.print(Secrets.masked(trace.toString()));
      }
      return sentence.code().value();
    };
  }

  private void complain(String sentence) {
    err.println(Terminal.colors(Terminal.stderr()).errorText(Secrets.masked(sentence)));
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
