package io.framecount.counter.command;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Interruption;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.cli.option.Meaningless;
import io.framecount.common.cli.progress.Progress;
import io.framecount.common.input.BatchReader;
import io.framecount.common.input.DamagedInputException;
import io.framecount.common.input.Input;
import io.framecount.common.input.InputOptions;
import io.framecount.common.input.LineBatch;
import io.framecount.common.input.StartPoint;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.common.serde.SerdeOptions;
import io.framecount.counter.combine.OtherTypes;
import io.framecount.counter.command.option.FieldOptions;
import io.framecount.counter.command.option.FormatOption;
import io.framecount.counter.compare.Comparison;
import io.framecount.counter.compare.ComparisonSheet;
import io.framecount.counter.compare.TopicValues;
import io.framecount.counter.unique.UniqueMethod;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what each method of counting costs on the user's own values, and how well it does. */
@Command(
    name = "compare",
    description =
        "Counts the distinct values of a topic's field, or of lines of text, with all methods "
            + "at once, and prints memory, count, error, 95%% bounds and time of each. Exact "
            + "counting and a plain hash set of strings always run, as the baseline.",
    footer = {
      "",
      "Examples:",
      "  counter compare --topic frames --unique uid",
      "  counter compare --file words.txt.gz --method linear:27072 --method hll:9",
      "  zcat words.gz | counter compare --file - --format tsv"
    },
    sortOptions = false)
final class CompareCommand implements Callable<ExitCode> {
  /** Options about the fields of frames; a line of text is one value. */
  private static final List<String> OF_FRAMES =
      List.of("--time", "--unique", "--epoch-unit", "--time-zone", "--other-types");

  private static final long STOP_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  @Spec private CommandSpec spec;

  @Option(names = "--topic", paramLabel = "TOPIC", description = "Topic of the frames.")
  private String topic;

  @Mixin private InputOptions input;

  @Mixin private FieldOptions fields;

  @Option(
      names = "--method",
      paramLabel = "METHOD[:N]",
      description =
          "Method to compare; repeatable: theta:ENTRIES, hll:PRECISION, ull:PRECISION, "
              + "linear:BITS. Default: all four with their own defaults.")
  private List<String> methods = List.of("theta", "hll", "ull", "linear");

  @Mixin private FormatOption format;
  @Mixin private KafkaOptions kafka;
  @Mixin private RegistryOptions registry;
  @Mixin private SerdeOptions serde;
  @Mixin StandardOptions standard;

  @Override
  public ExitCode call() throws InterruptedException {
    if ((topic == null) == input.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "name either --topic or --file, which holds one value a line");
    }
    Meaningless.refuse(spec, List.of("--by"), "in a comparison");
    if (topic == null) {
      Meaningless.refuse(spec, OF_FRAMES, "with --file, of which each line is one value");
    }
    input
        .problem()
        .ifPresent(
            problem -> {
              throw new ParameterException(spec.commandLine(), problem);
            });
    Comparison comparison = new Comparison(methods.stream().map(UniqueMethod::parse).toList());
    PrintWriter err = spec.commandLine().getErr();
    long setAside;
    long passedOver = 0;
    boolean hidden = false;
    boolean stopped;
    try (Interruption interruption = Interruption.listen(() -> {});
        Progress progress = Progress.ofFrames("comparing", -1, err)) {
      if (topic == null) {
        setAside = 0;
        ofText(comparison, progress, interruption);
      } else {
        var others = new OtherTypes(fields.passesOver(), topic, progress::say);
        TopicValues values = new TopicValues(kafka, registry, serde, fields.wanted(), others);
        setAside = values.read(topic, comparison, progress, interruption::requested);
        passedOver = values.passedOver();
        hidden = values.hidden();
      }
      stopped = interruption.requested();
    }
    if (stopped) {
      err.println("stopped; what follows is of the values up to there");
    }
    ComparisonSheet.of(comparison.results()).print(format.format(), spec.commandLine().getOut());
    err.println(
        String.format(
            Locale.ROOT,
            "%,d values taken, %,d records set aside%s",
            comparison.values(),
            setAside,
            passedOver == 0 ? "" : String.format(Locale.ROOT, ", %,d of other types", passedOver)));
    if (stopped) {
      return ExitCode.INTERRUPTED;
    }
    return setAside == 0 && !hidden ? ExitCode.OK : ExitCode.REJECTED;
  }

  private void ofText(Comparison comparison, Progress progress, Interruption interruption)
      throws InterruptedException {
    List<Input> inputs =
        InputOptions.inputs(input.files(), Input.Reading.anyText(), spec.commandLine().getErr());
    try (BatchReader reader =
        new BatchReader(inputs, any -> StartPoint.START, input.maxLineBytes())) {
      while (!reader.ended() && !interruption.requested()) {
        LineBatch lines = reader.poll(STOP_CHECK_NANOS);
        if (lines != null) {
          add(lines, comparison);
          reader.giveBack(lines);
          progress.at(comparison.values(), () -> "");
        }
      }
    }
  }

  private void add(LineBatch lines, Comparison comparison) {
    for (int i = 0; i < lines.count(); i++) {
      if (lines.oversize(i) > 0) {
        throw new CommandFailure(
            "line %,d of %s has more than %,d bytes; is it text with one value a line?"
                .formatted(lines.lineNumber(i), lines.input().name(), input.maxLineBytes()));
      }
      int length = lines.end(i) - lines.start(i);
      if (length > 0) {
        comparison.add(lines.bytes(), lines.start(i), length);
      }
    }
    DamagedInputException damage = lines.damage();
    if (damage != null) {
      throw new CommandFailure(damage.brief(), damage);
    }
  }
}
