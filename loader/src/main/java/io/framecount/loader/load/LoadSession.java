package io.framecount.loader.load;

import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Interruption;
import io.framecount.common.cli.Progress;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.registry.RegisteredSchema;
import io.framecount.common.registry.Subjects;
import io.framecount.loader.convert.Converter;
import io.framecount.loader.input.BatchReader;
import io.framecount.loader.input.Input;
import io.framecount.loader.input.InputDamaged;
import io.framecount.loader.input.Inputs;
import io.framecount.loader.pace.Pace;
import io.framecount.loader.produce.DeadLetters;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.produce.Letterbox;
import io.framecount.loader.reject.RejectFile;
import io.framecount.loader.resume.ProgressStore;
import io.framecount.loader.topic.Demands;
import io.framecount.loader.topic.TopicGrowth;
import java.io.PrintWriter;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Prepares a load, runs it and tells what it did. All that can be refused is refused first: files,
 * then the schema, then Kafka and what it knows of the files and the topic, then the registry; only
 * then is the topic created.
 */
public final class LoadSession {
  private final LoadOptions options;
  private final PrintWriter out;
  private final PrintWriter err;
  private final LoadTally tally = new LoadTally();

  public LoadSession(LoadOptions options, PrintWriter out, PrintWriter err) {
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /** Runs the load; its exit code says whether lines were rejected, or that it was interrupted. */
  public ExitCode run() throws InterruptedException {
    List<Input> inputs = options.input.inputs();
    options.rejects.refuseAmong(inputs);
    Schema schema = options.schema.schema();
    String timeField = options.time.field(schema, options.pace.byEventTime());
    Converter converter = options.conversion.compile(schema, timeField);
    try (RejectFile rejectFile = options.rejects.open()) {
      return options.dryRun
          ? new DryRun(options, tally, out, err).run(inputs, schema, converter, rejectFile)
          : deliver(inputs, schema, converter, rejectFile);
    }
  }

  private ExitCode deliver(
      List<Input> inputs, Schema schema, Converter converter, RejectFile rejectFile)
      throws InterruptedException {
    try (KafkaConnection kafka = KafkaConnection.open(options.kafka)) {
      LoadLedger ledger = openLedger(kafka, inputs);
      FrameTopic topic = new FrameTopic(kafka, topic(), err);
      boolean keyed = options.conversion.keyField(schema) != null;
      check(topic, keyed);
      RegisteredSchema registered = resolve(schema);
      topic.prepare(options.topic);
      Frames frames = new Frames(topic(), registered.id(), keyed);
      FrameEncoder encoder = topic.encoder(frames, converter, options.time.onRecords());
      try (FrameProducer producer = openProducer(kafka, ledger.identity())) {
        ledger.recall();
        Letterbox rejects = letterbox(kafka, producer, rejectFile);
        FrameSink sink = new FrameSink(encoder, producer::send, rejects, tally);
        TopicGrowth growth = TopicGrowth.watch(kafka, topic());
        return load(inputs, ledger, sink, producer, growth, registered, converter);
      }
    }
  }

  private void check(FrameTopic topic, boolean keyed) {
    boolean acksAll = options.producer.acksAll();
    int maxLineBytes = options.input.maxLineBytes();
    topic.check(Demands.ofFrames(acksAll, keyed, maxLineBytes));
    if (options.rejects.toTopic()) {
      topic.checkDeadLetters(
          Demands.ofDeadLetters(acksAll, DeadLetters.largestRecord(maxLineBytes)));
    }
  }

  private ExitCode load(
      List<Input> inputs,
      LoadLedger ledger,
      FrameSink sink,
      FrameProducer producer,
      TopicGrowth growth,
      RegisteredSchema registered,
      Converter converter)
      throws InterruptedException {
    Pace pace = options.pace.pace().orElse(null);
    int linesAtOnce = pace == null ? Integer.MAX_VALUE : pace.linesAtOnce();
    int maxLineBytes = options.input.maxLineBytes();
    try (BatchReader reader = new BatchReader(inputs, ledger::startOf, maxLineBytes, linesAtOnce);
        Interruption interruption = Interruption.listen(reader::close)) {
      Verdict verdict = new Verdict(options.rejects, tally);
      try (Progress progress = Progress.ofBytes("loading", Inputs.totalSize(inputs), err)) {
        new Load(reader, sink, producer, ledger, tally, progress, verdict, pace).run(interruption);
      } catch (InputDamaged damaged) {
        verdict.damaged(damaged);
      }
      tally.finished(reader.rawBytes(), interruption.requested());
      LoadSummary summary =
          LoadSummary.of(options, inputs.size(), tally, converter)
              .delivered(
                  registered,
                  options.producer.guarantee().toString(),
                  ledger,
                  producer,
                  growth.tally(producer.acknowledgedOffsets()));
      options.output.print(out, summary::toText, summary::toJson);
      summary.failure().ifPresent(verdict::lost);
      return verdict.exitCode();
    }
  }

  private RegisteredSchema resolve(Schema schema) {
    Subjects subjects = new Subjects(options.registry.connect());
    return subjects.resolve(Subjects.ofValues(topic()), schema, options.schema.register());
  }

  private LoadLedger openLedger(KafkaConnection kafka, List<Input> inputs) {
    ProgressStore store = new ProgressStore(kafka, topic());
    return options.producer.guarantee().resumable()
        ? LoadLedger.open(inputs, store, options.fromStart)
        : LoadLedger.none(store);
  }

  private FrameProducer openProducer(KafkaConnection kafka, String identity) {
    int largest = DeadLetters.largestRecord(options.input.maxLineBytes());
    return FrameProducer.open(kafka, options.producer, identity, largest);
  }

  private Letterbox letterbox(KafkaConnection kafka, FrameProducer producer, RejectFile file) {
    if (!options.rejects.toTopic()) {
      return file;
    }
    Letterbox inTopic = new DeadLetters(kafka, producer, topic(), options.input.maxLineBytes());
    return file == null ? inTopic : inTopic.and(file);
  }

  private String topic() {
    return options.topic.topic();
  }
}
