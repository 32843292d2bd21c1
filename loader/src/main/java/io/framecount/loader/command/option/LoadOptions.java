package io.framecount.loader.command.option;

import io.framecount.common.input.Input;
import io.framecount.common.input.InputOptions;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.kafka.Topics;
import io.framecount.common.letters.LetterTopic;
import io.framecount.common.metrics.MetricsOptions;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.common.serde.SerdeOptions;
import io.framecount.loader.outage.OnOutage;
import io.framecount.loader.resume.Recognition.Alike;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** All options of a load. */
public final class LoadOptions {
  @Mixin private InputOptions input;
  @Mixin private FromTopicOptions from;
  @Mixin private LoaderTopicOptions topic;
  @Mixin private SchemaOptions schema;
  @Mixin private ConversionOptions conversion;
  @Mixin private TimeOptions time;
  @Mixin private RejectOptions rejects;
  @Mixin private PaceOptions pace;
  @Mixin private ProducerOptions producer;
  @Mixin private OutageOptions outage;
  @Mixin private MirrorOptions mirror;

  @Option(
      names = "--from-start",
      description =
          "Reload everything, ignoring earlier progress. To resume such a load, drop this "
              + "option.")
  private boolean fromStart;

  @Option(
      names = "--take-last-line",
      description =
          "Load the last line of a file even if it has no line end and is not whole JSON. By "
              + "default, such a line is left for the next run, because the file may still be "
              + "written.")
  private boolean takeLastLine;

  @Option(
      names = "--keep-loaded",
      description =
          "If a file has changed before the line up to which it was loaded: continue after "
              + "that line, and keep what was loaded. By default, such a file is refused.")
  private boolean keepLoaded;

  @Option(
      names = "--alike",
      paramLabel = "WHAT",
      defaultValue = "auto",
      description =
          "How to treat a file that begins with everything loaded from a file elsewhere: same "
              + "(that file, moved, renamed or packed: only the rest is loaded), other (another "
              + "file: all of it is loaded), or auto (decided by its name and by whether that "
              + "file still exists; refused if these can't tell). Default: ${DEFAULT-VALUE}.")
  private Alike alike;

  @Option(
      names = "--dry-run",
      description =
          "Convert and report only. Sends nothing, saves no progress, and contacts the "
              + "registry only if --schema needs it.")
  private boolean dryRun;

  @Mixin private OutputOption output;
  @Mixin private MetricsOptions metrics;
  @Mixin private KafkaOptions kafka;
  @Mixin private RegistryOptions registry;
  @Mixin private SerdeOptions serde;

  public InputOptions input() {
    return input;
  }

  /** Returns the options for a topic as the input. */
  public FromTopicOptions from() {
    return from;
  }

  public LoaderTopicOptions topic() {
    return topic;
  }

  public SchemaOptions schema() {
    return schema;
  }

  public ConversionOptions conversion() {
    return conversion;
  }

  public TimeOptions time() {
    return time;
  }

  public RejectOptions rejects() {
    return rejects;
  }

  public PaceOptions pace() {
    return pace;
  }

  public ProducerOptions producer() {
    return producer;
  }

  public OutageOptions outage() {
    return outage;
  }

  public MirrorOptions mirror() {
    return mirror;
  }

  /** Returns whether earlier progress is ignored. */
  public boolean fromStart() {
    return fromStart;
  }

  /** Returns how to treat a file that begins like a file loaded before. */
  public Alike alike() {
    return alike;
  }

  /** Returns whether nothing is to be sent. */
  public boolean dryRun() {
    return dryRun;
  }

  public OutputOption output() {
    return output;
  }

  public MetricsOptions metrics() {
    return metrics;
  }

  public KafkaOptions kafka() {
    return kafka;
  }

  public RegistryOptions registry() {
    return registry;
  }

  public SerdeOptions serde() {
    return serde;
  }

  /**
   * Returns what is to be loaded, as it is to be read.
   *
   * @param err is told of directories that are skipped
   */
  public List<Input> inputs(PrintWriter err) {
    Input.Reading reading = new Input.Reading(takeLastLine, keepLoaded);
    return input.inputs(err).stream()
        .map(
            found ->
                found instanceof Input.File file
                    ? new Input.File(file.path(), file.size(), reading)
                    : found)
        .toList();
  }

  /** Returns the sentence on how to resume a stopped load. */
  public String sameCommand() {
    return fromStart ? "the same command without --from-start" : "the same command";
  }

  /**
   * Refuses what no load could be run with, whatever it loads.
   *
   * @throws ParameterException if an option is missing or wrong
   */
  public void requireSoundWithoutFiles(CommandSpec spec) {
    if (topic.topic() == null) {
      throw new ParameterException(spec.commandLine(), "missing required option: --topic");
    }
    refuse(
        spec,
        Stream.of(
            topic.problem(),
            input.problem(),
            conversion.problem(),
            rejects.problem(),
            lettersProblem(),
            producer.problem(),
            outage.problem(producer.guarantee()),
            schema.problem(serde)));
  }

  /**
   * Refuses what can't be run: options that are missing, wrong, or at odds. Subcommands of the same
   * command need none of them.
   */
  public void requireSound(CommandSpec spec) {
    List<String> missing = new ArrayList<>();
    if (input.isEmpty() && !from.wanted()) {
      missing.add("--file (or --from-topic)");
    }
    if (topic.topic() == null && !dryRun) {
      missing.add("--topic");
    }
    if (!missing.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "missing required option: " + String.join(" and ", missing));
    }
    from.refuseMeaningless(spec);
    refuse(
        spec,
        Stream.of(
            input.problem(),
            topic.problem(),
            conversion.problem(),
            rejects.problem(),
            lettersProblem(),
            pace.problem(),
            producer.problem(),
            outage.problem(producer.guarantee()),
            spoolProblem(),
            mirrorProblem(),
            from.problem(topic.topic(), producer.guarantee(), outage.onOutage()),
            carryProblem(),
            schema.problem(serde)));
  }

  private static void refuse(CommandSpec spec, Stream<Optional<String>> problems) {
    problems
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(
            problem -> {
              throw new ParameterException(spec.commandLine(), problem);
            });
  }

  private Optional<String> lettersProblem() {
    return Optional.ofNullable(topic.topic())
        .filter(name -> rejects.toTopic())
        .flatMap(name -> Topics.problemOf(LetterTopic.of(name)))
        .map(
            problem ->
                problem
                    + "; rejected lines go there: choose a shorter --topic, or"
                    + " --no-dead-letter-topic with --reject-file");
  }

  private Optional<String> spoolProblem() {
    return outage.spool().problem(outage.onOutage() == OnOutage.SPOOL, input.files(), fromStart);
  }

  /** Returns what is asked of source records although the input has none. */
  private Optional<String> carryProblem() {
    if (!from.wanted() && conversion.keyOfSource().isPresent()) {
      return Optional.of(
          "--key %s needs --from-topic: lines of files have no such part"
              .formatted(conversion.keyOfSource().get()));
    }
    if (!from.wanted() && time.ofSource()) {
      return Optional.of(
          "--record-timestamp source needs --from-topic: only a record of Kafka has a timestamp");
    }
    return time.ofSource() && pace.byEventTime()
        ? Optional.of(
            "--speed goes by the frames' own time, --record-timestamp source by another; leave one out")
        : Optional.empty();
  }

  private Optional<String> mirrorProblem() {
    return mirror.problem(input.files(), outage.onOutage() == OnOutage.SPOOL);
  }
}
