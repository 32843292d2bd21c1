package io.framecount.loader.load;

import io.framecount.common.cli.CommandFailure;
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
import io.framecount.loader.produce.DeadLetters;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.resume.ProgressStore;
import java.io.PrintWriter;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Prepares a load, runs it and tells what it did. All that can be refused is refused first: files,
 * then the schema, then Kafka and what it knows of the files, then the registry; only then is the
 * topic created.
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
    Schema schema = options.schema.schema();
    String keyField = options.conversion.keyField(schema);
    Converter converter =
        Converter.compile(schema, options.conversion.toConvertOptions(), keyField);
    try (KafkaConnection kafka = KafkaConnection.open(options.kafka)) {
      LoadLedger ledger = openLedger(kafka, inputs);
      RegisteredSchema registered = resolve(schema);
      options.topic.prepare(kafka, err);
      try (FrameProducer producer = openProducer(kafka, ledger.identity())) {
        Frames frames = new Frames(topic(), registered.id(), keyField != null);
        FrameSink sink =
            new FrameSink(frames, converter, producer, deadLetters(kafka, producer), tally);
        return load(inputs, ledger, sink, producer, registered);
      }
    }
  }

  private ExitCode load(
      List<Input> inputs,
      LoadLedger ledger,
      FrameSink sink,
      FrameProducer producer,
      RegisteredSchema registered)
      throws InterruptedException {
    int maxLineBytes = options.input.maxLineBytes();
    try (BatchReader reader = new BatchReader(inputs, ledger::startOf, maxLineBytes);
        Interruption interruption = Interruption.listen(reader::close)) {
      InputDamaged damage = null;
      try (Progress progress = Progress.ofBytes("loading", Inputs.totalSize(inputs), err)) {
        new Load(reader, sink, producer, ledger, tally, progress).run(interruption);
      } catch (InputDamaged damaged) {
        damage = damaged;
      }
      tally.finished(reader.rawBytes(), interruption.requested());
      report(LoadSummary.of(registered, options, inputs.size(), tally, ledger, producer));
      if (damage != null) {
        throw new CommandFailure(damage.getMessage(), damage);
      }
      return exitCode();
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

  private DeadLetters deadLetters(KafkaConnection kafka, FrameProducer producer) {
    return new DeadLetters(kafka, producer, topic(), options.input.maxLineBytes());
  }

  private void report(LoadSummary summary) {
    out.println(
        options.output == LoadOptions.SummaryFormat.JSON ? summary.toJson() : summary.toText());
    out.flush();
  }

  private ExitCode exitCode() {
    if (tally.interrupted()) {
      return ExitCode.INTERRUPTED;
    }
    return tally.rejected() > 0 ? ExitCode.REJECTED : ExitCode.OK;
  }

  private String topic() {
    return options.topic.topic();
  }
}
