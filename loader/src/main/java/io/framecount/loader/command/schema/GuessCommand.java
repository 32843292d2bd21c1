package io.framecount.loader.command.schema;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.input.DamagedInputException;
import io.framecount.common.input.InputOptions;
import io.framecount.common.json.FieldPath;
import io.framecount.loader.convert.Leniency;
import io.framecount.loader.schema.guess.Guess;
import io.framecount.loader.schema.guess.Guess.GuessRules;
import io.framecount.loader.schema.guess.Roles;
import io.framecount.loader.schema.guess.Sample;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
            + "and on stderr doubtful fields with the reason and the options that loading and "
            + "counting need. Review it before you register it.",
    footer = {"", "Example: loader schema guess --file stream.jsonl.gz > frames.avsc"})
public final class GuessCommand implements Callable<ExitCode> {
  private static final String FULL_NAME = "[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*";

  private static final int OTHERS_SHOWN = 5;

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
    advice(guess).forEach(err::println);
    if (!read.complete()) {
      err.println(
          "fields that were in all lines of the sample are required; --sample 0 looks at all"
              + " lines");
    }
  }

  /** The options that loading and counting take beyond the usual ones. */
  private static List<String> advice(Guess guess) {
    List<String> load =
        guess.needed().stream().sorted().map(Leniency::option).collect(Collectors.toList());
    List<String> count = new ArrayList<>();
    Roles roles = guess.roles();
    roles.times().stream()
        .limit(1)
        .filter(path -> !path.equals(FieldPath.ofField("ts")))
        .forEach(path -> count.add("--time " + path));
    roles.users().stream()
        .limit(1)
        .filter(path -> !path.equals(FieldPath.ofField("uid")))
        .forEach(
            path -> {
              load.add("--key " + path);
              count.add("--unique " + path);
            });
    List<String> advice = new ArrayList<>();
    if (!load.isEmpty()) {
      advice.add("load with " + String.join(" ", load));
    }
    if (!count.isEmpty()) {
      advice.add("count with " + String.join(" ", count));
    }
    others("time", roles.times()).ifPresent(advice::add);
    others("user", roles.users()).ifPresent(advice::add);
    return advice;
  }

  private static Optional<String> others(String role, List<FieldPath> paths) {
    return paths.size() < 2
        ? Optional.empty()
        : Optional.of(
            paths.stream()
                .skip(1)
                .limit(OTHERS_SHOWN)
                .map(FieldPath::toString)
                .collect(
                    Collectors.joining(
                        ", ", "other fields that could be the %s: ".formatted(role), "")));
  }

  private static String doubts(int number) {
    return switch (number) {
      case 0 -> "no doubts";
      case 1 -> "1 doubt:";
      default -> "%,d doubts:".formatted(number);
    };
  }
}
