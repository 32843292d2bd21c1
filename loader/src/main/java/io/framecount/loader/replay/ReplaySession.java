package io.framecount.loader.replay;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Interruption;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.Subjects;
import io.framecount.common.serde.ForeignSerializer;
import io.framecount.loader.command.option.ReplayOptions;
import io.framecount.loader.convert.Converter;
import io.framecount.loader.encode.CarryOver;
import io.framecount.loader.encode.FrameEncoder;
import io.framecount.loader.plan.FrameSerde;
import io.framecount.loader.plan.FrameTopic;
import io.framecount.loader.produce.DeadLetters;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.replay.Replayer.LetterSource;
import io.framecount.loader.schema.ChosenSchema;
import io.framecount.loader.topic.Demands;
import java.io.PrintWriter;
import java.util.Optional;
import org.apache.avro.Schema;

/** Prepares a replay, runs it and tells what it did. */
public final class ReplaySession {
  /** The longest line that a loader takes by default; for a dead letter topic made anew. */
  private static final int USUAL_LINE_BYTES = 1024 * 1024;

  private final ReplayOptions options;
  private final PrintWriter out;
  private final PrintWriter err;
  private final ReplayTally tally = new ReplayTally();

  public ReplaySession(ReplayOptions options, PrintWriter out, PrintWriter err) {
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the replay.
   *
   * @throws CommandFailure if it could not be completed
   */
  public ExitCode run() throws InterruptedException {
    RegistryClient registry = options.registry().connect(options.kafka());
    String subject = Subjects.ofValues(options.topic().topic());
    ChosenSchema chosen = options.schema().choose(() -> registry, subject);
    Schema schema = chosen.schema();
    Converter converter = options.conversion().compile(schema, options.time().field(schema, false));
    try (KafkaConnection kafka = KafkaConnection.open(options.kafka())) {
      String topic = options.topic().topic();
      kafka.topics().require(topic);
      LetterSource source =
          options.file() == null
              ? new TopicLetters(kafka, topic, options.serde().ours())
              : new FileLetters(kafka, topic, options.file());
      if (source.isEmpty()) {
        return report();
      }
      try (FrameProducer producer =
              FrameProducer.open(kafka, options.producer(), source.group(), source.largestLine());
          ForeignSerializer serializer =
              options.serde().serializer(options.kafka(), options.registry()).orElse(null)) {
        DeadLetters again = new DeadLetters(kafka, producer, topic, USUAL_LINE_BYTES);
        replay(
            source,
            producer,
            new Replayer(
                () -> encoder(kafka, chosen, registry, converter, serializer),
                producer,
                again,
                tally));
      }
      return report();
    }
  }

  private void replay(LetterSource source, FrameProducer producer, Replayer replayer)
      throws InterruptedException {
    try (Interruption interruption = Interruption.listen(() -> {})) {
      source.replay(replayer, producer, interruption::requested);
      tally.finished(interruption.requested());
    }
  }

  private FrameEncoder encoder(
      KafkaConnection kafka,
      ChosenSchema chosen,
      RegistryClient registry,
      Converter converter,
      ForeignSerializer serializer) {
    String name = options.topic().topic();
    CarryOver carried =
        new CarryOver(
            options.conversion().keyOfSource(), options.time().ofSource(), options.keepHeaders());
    boolean keyed =
        options.conversion().keyField(chosen.schema()) != null || carried.key().isPresent();
    FrameTopic topic = new FrameTopic(kafka, name, err);
    topic.check(Demands.ofFrames(options.producer().acksAll(), keyed, 0));
    topic.checkDeadLetters(Demands.ofDeadLetters(options.producer().acksAll(), 0));
    FrameSerde serde = serde(chosen, registry, serializer);
    tally.schema(serde.description());
    return new FrameEncoder(
        topic.rules(keyed, options.time().onRecords(), carried),
        converter,
        serde.envelopes().get());
  }

  private FrameSerde serde(
      ChosenSchema chosen, RegistryClient registry, ForeignSerializer serializer) {
    String name = options.topic().topic();
    return options.serde().knowsSchemas()
        ? FrameSerde.registered(
            chosen, name, registry, options.schema().register(), Optional.ofNullable(serializer))
        : FrameSerde.foreign(chosen.schema(), name, serializer);
  }

  private ExitCode report() {
    ReplaySummary summary = tally.summary(options.topic().topic());
    options.output().print(out, summary::toText, summary::toJson);
    if (tally.incomplete() != null) {
      throw new CommandFailure(tally.incomplete());
    }
    if (summary.interrupted()) {
      return ExitCode.INTERRUPTED;
    }
    return summary.rejected() + summary.left() > 0 ? ExitCode.REJECTED : ExitCode.OK;
  }
}
