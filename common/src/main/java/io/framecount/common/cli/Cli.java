package io.framecount.common.cli;

import io.framecount.common.log.JsonLog;
import io.framecount.common.log.LoggedLines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs a picocli command and turns its result into an exit code. Only {@code main} exits the
 * process: a command returns an {@link ExitCode} (or nothing, for success) or throws.
 */
public final class Cli {
  private final CommandLine line;
  private final Subcommands subcommands;
  private final PrintWriter out;
  private final PrintWriter err;
  private final LogFormat format;

  /** The log for failures if messages are JSON, else null. */
  private final JsonLog log;

  private Cli(CommandLine line, PrintWriter out, PrintWriter err, LogFormat format) {
    this.line = line;
    subcommands = Subcommands.of(line);
    this.out = out;
    this.format = format;
    boolean json = format == LogFormat.JSON;
    log = json ? new JsonLog(err, Secrets::masked) : null;
    this.err = json ? lines(log, line.getCommandName()) : err;
  }

  private static PrintWriter lines(JsonLog log, String logger) {
    return new PrintWriter(new LoggedLines(log, logger), true, StandardCharsets.UTF_8);
  }

  /**
   * Runs a command on the streams of this process, in UTF-8 and with English numbers in any locale.
   */
  public static int run(Object command, String... args) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    if (LogFormat.askedBy(args) == LogFormat.JSON) {
      Logging.asJson(err);
    }
    return run(command, new PrintWriter(System.out, false, StandardCharsets.UTF_8), err, args);
  }

  /** Runs a command on the given streams, for tests and for commands that run others. */
  public static int run(Object command, PrintWriter out, PrintWriter err, String... args) {
    Cli cli = new Cli(new CommandLine(command), out, err, LogFormat.askedBy(args));
    int code = cli.written(cli.execute(args));
    Interruption.commandEnded(code);
    return code;
  }

  private int execute(String... args) {
    subcommands.addNamed(args);
    Handlers handlers = new Handlers();
    return line.setOut(out)
        .setErr(err)
        // Only help is in the scheme's colours, and help goes to stdout.
        .setColorScheme(Terminal.colors(Terminal.stdout()))
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(handlers)
        .setParameterExceptionHandler(handlers)
        .setExecutionExceptionHandler(handlers)
        .execute(args);
  }

  /**
   * Returns a failure if the results could not be written: a full disk must not look like success,
   * nor like a run that merely rejected some records.
   */
  private int written(int code) {
    boolean lost = out.checkError();
    if (lost) {
      complain("cannot write to stdout; the results are not complete", null);
    }
    err.flush();
    boolean finished = code == ExitCode.OK.value() || code == ExitCode.REJECTED.value();
    return lost && finished ? ExitCode.FAILED.value() : code;
  }

  private int executeLast(ParseResult parsed) {
    Logging.configure(verbose(leaf(parsed)), format);
    if (parsed.isUsageHelpRequested() || ShellOptions.asked(parsed)) {
      subcommands.addAll();
    }
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

  /**
   * Prints one sentence and the command for more help; the whole help would push the sentence off
   * the screen.
   */
  private int refuse(ParameterException exception) {
    String name = name(exception.getCommandLine());
    complain(name + ": " + exception.getMessage(), null);
    subcommands.addAll();
    UnmatchedArgumentException.printSuggestions(exception, err);
    err.println("Try '%s --help'.".formatted(name));
    return ExitCode.USAGE.value();
  }

  private int fail(Exception exception, CommandLine commandLine, ParseResult parsed) {
    ErrorMapper.Sentence sentence = ErrorMapper.map(exception);
    out.flush();
    String trace = verbose(leaf(parsed)) ? trace(exception) : null;
    complain(name(commandLine) + ": " + sentence.text(), trace);
    return sentence.code().value();
  }

  /**
   * Picocli's handlers as a class: lambdas would keep picocli's classes out of the class data
   * archive.
   */
  private final class Handlers
      implements IExecutionStrategy, IParameterExceptionHandler, IExecutionExceptionHandler {
    @Override
    public int execute(ParseResult parsed) {
      return executeLast(parsed);
    }

    @Override
    public int handleParseException(ParameterException exception, String[] args) {
      return refuse(exception);
    }

    @Override
    public int handleExecutionException(
        Exception exception, CommandLine commandLine, ParseResult parsed) {
      return fail(exception, commandLine, parsed);
    }
  }

  private static String trace(Exception exception) {
    StringWriter trace = new StringWriter();
    exception.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  /**
   * @param trace null for none
   */
  private void complain(String sentence, String trace) {
    if (log != null) {
      log.write(Level.ERROR, line.getCommandName(), sentence, trace);
      return;
    }
    err.println(Terminal.colors(Terminal.stderr()).errorText(Secrets.masked(sentence)));
    if (trace != null) {
      err.print(Secrets.masked(trace));
    }
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
