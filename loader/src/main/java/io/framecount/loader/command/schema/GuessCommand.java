package io.framecount.loader.command.schema;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.input.DamagedInputException;
import io.framecount.common.input.InputOptions;
import io.framecount.loader.schema.guess.Guess;
import io.framecount.loader.schema.guess.Guess.GuessRules;
import io.framecount.loader.schema.guess.Sample;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Proposes a schema for JSON lines. */
@Command(
    name = "guess",
    sortOptions = false,
    description =
        "Proposes an Avro schema for JSON lines from a sample. Prints the schema on stdout, "
            + "and doubtful fields with the reason on stderr. Review it before you register it.",
    footer = {"", "Example: loader schema guess --file stream.jsonl.gz > frames.avsc"})
public final class GuessCommand implements Callable<ExitCode> {
  private static final String FULL_NAME = "[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*";

  @Mixin private InputOptions input;

  @Option(
      names = "--sample",
      paramLabel = "LINES",
      defaultValue = "10000",
      description = "Number of lines to sample; 0 for all. Default: ${DEFAULT-VALUE}.")
  private long sample;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "Frame",
      description =
          "Full name of the record, such as com.example.Frame. Default: ${DEFAULT-VALUE}.")
  private String name;

  @Option(
      names = "--map-keys",
      paramLabel = "KEYS",
      defaultValue = "50",
      description =
          "Treat a nested object with more than N distinct keys as a map. Default: "
              + "${DEFAULT-VALUE}.")
  private int mapKeys;

  @Option(
      names = "--enums",
      description =
          "Use an enum for strings with few distinct values. By default, such fields are only "
              + "reported.")
  private boolean enums;

  @Mixin StandardOptions standard;
  @Spec private CommandSpec spec;

  @Override
  public ExitCode call() throws InterruptedException {
    problem()
        .ifPresent(
            sentence -> {
              throw new ParameterException(spec.commandLine(), sentence);
            });
    Sample read = read();
    if (read.frames() == 0) {
      throw new CommandFailure(
          "there is no JSON object in %s, so there is nothing to guess from"
              .formatted(String.join(", ", input.files())));
    }
    Guess guess = read.guess(new GuessRules(name, mapKeys, enums));
    PrintWriter out = spec.commandLine().getOut();
    out.println(SchemaText.pretty(guess.schema().toString()));
    out.flush();
    explain(read, guess, spec.commandLine().getErr());
    return ExitCode.OK;
  }

  private Optional<String> problem() {
    if (input.isEmpty()) {
      return Optional.of("missing required option: --file");
    }
    if (!name.matches(FULL_NAME)) {
      return Optional.of(
          "--name must be a full name such as com.example.Frame, not '%s'".formatted(name));
    }
    if (sample < 0 || mapKeys < 0) {
      return Optional.of("--sample and --map-keys must not be negative");
    }
    return input.problem();
  }

  private Sample read() throws InterruptedException {
    try {
      return Sample.of(input.inputs(spec.commandLine().getErr()), input.maxLineBytes(), sample);
    } catch (DamagedInputException damaged) {
      throw new CommandFailure(damaged.getMessage(), damaged);
    }
  }

  private static void explain(Sample read, Guess guess, PrintWriter err) {
    err.println(
        "guessed from %s%,d lines%s: %,d fields, %s"
            .formatted(
                read.complete() ? "all " : "the first ",
                read.lines(),
                read.unread() == 0
                    ? ""
                    : " (%,d of them are not JSON objects)".formatted(read.unread()),
                guess.fields(),
                doubts(guess.doubts().size())));
    guess.doubts().forEach(doubt -> err.println("  " + doubt));
    if (!read.complete()) {
      err.println(
          "fields that were in all lines of the sample are required; --sample 0 looks at all"
              + " lines");
    }
  }

  private static String doubts(int number) {
    return switch (number) {
      case 0 -> "no doubts";
      case 1 -> "1 doubt:";
      default -> "%,d doubts:".formatted(number);
    };
  }
}
