package io.framecount.loader.load;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.registry.RegisteredSchema;
import io.framecount.common.registry.Subjects;
import io.framecount.loader.input.BatchReader;
import io.framecount.loader.input.Input;
import io.framecount.loader.input.InputDamaged;
import io.framecount.loader.outage.OutageNotices;
import io.framecount.loader.outage.OutageWatch;
import io.framecount.loader.produce.DeadLetters;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.produce.Guarantee;
import io.framecount.loader.produce.Traffic;
import io.framecount.loader.resume.ProgressStore;
import java.io.PrintWriter;
import java.util.List;

/** The load into one cluster, from the connection to the last commit. Used by one thread. */
final class ClusterLoad implements AutoCloseable {
  private final LoadPlan plan;
  private final Cluster cluster;
  private final List<Input> inputs;
  private final LoadTally tally = new LoadTally();
  private final Traffic traffic = new Traffic();
  private final KafkaConnection kafka;
  private final LoadLedger ledger;
  private final RegisteredSchema registered;
  private final FrameProducer producer;

  private ClusterLoad(
      LoadPlan plan, Cluster cluster, List<Input> inputs, KafkaConnection kafka, PrintWriter err) {
    this.plan = plan;
    this.cluster = cluster;
    this.inputs = inputs;
    this.kafka = kafka;
    LoadOptions options = plan.options();
    // Known before the topic is made: two inputs that can't be told apart, a schema that is
    // refused.
    ledger = openLedger();
    registered =
        new Subjects(cluster.registry())
            .resolve(Subjects.ofValues(plan.topic()), plan.schema(), options.schema.register());
    options.topic.prepare(kafka, err);
    producer =
        FrameProducer.open(
            kafka,
            options.producer,
            ledger.identity(),
            DeadLetters.largestRecord(plan.maxLineBytes()),
            cluster.drops(),
            traffic);
    ledger.recall();
  }

  /** Connects and prepares; what can be refused is refused here. */
  static ClusterLoad open(LoadPlan plan, Cluster cluster, List<Input> inputs, PrintWriter err) {
    KafkaConnection kafka = KafkaConnection.open(cluster.kafka());
    try {
      return new ClusterLoad(plan, cluster, inputs, kafka, err);
    } catch (RuntimeException e) {
      kafka.close();
      throw e;
    }
  }

  /**
   * Loads to the end, or until it is to stop.
   *
   * @throws CommandFailure if an input is damaged, after committing what lies before the damage, or
   *     if Kafka was away for too long
   */
  LoadResult run(Stop stop, SharedProgress progress, OutageNotices notices) {
    producer.commit(ledger.slot(), ledger.claim());
    try (Lines lines = lines();
        OutageWatch watch = new OutageWatch(traffic, cluster.limit(), notices)) {
      stop.onRequest(lines::close);
      stop.onRequest(watch::stop);
      Recovery recovery = new Recovery(kafka, plan.topic(), producer, ledger, traffic);
      Load load =
          new Load(lines, sink(), producer, ledger, tally, progress, recovery, traffic, watch);
      String damage = null;
      try {
        if (load.run(stop) == Load.End.CUT_SHORT) {
          cutShort(load, watch, stop, progress);
        }
      } catch (InputDamaged damaged) {
        damage = damaged.getMessage();
      }
      tally.finished(lines.rawBytes(), stop.requested());
      ledger.forget();
      return new LoadResult(summary(watch), damage);
    }
  }

  @Override
  public void close() {
    try (kafka) {
      producer.close();
    }
  }

  private void cutShort(Load load, OutageWatch watch, Stop stop, SharedProgress progress) {
    if (load.inDoubt()) {
      progress.say(
          "Kafka has not answered the last commit, so more may be loaded than is said here; the next run finds out");
    }
    if (watch.gaveUp()) {
      throw new CommandFailure(
          "Kafka did not answer for %,d s, so the load ended (--on-outage fail): %,d frames of this run are committed, %s"
              .formatted(cluster.limit().orElseThrow().toSeconds(), tally.frames(), whatNext()));
    }
    if (!stop.requested()) {
      throw new IllegalStateException("the load was interrupted, but nobody wanted that");
    }
  }

  private String whatNext() {
    return inputs.stream().allMatch(input -> input.repeatable() || input.identity().isPresent())
        ? "and the same command goes on from there"
        : "the rest of stdin is lost to this load; --on-outage spool would have kept it";
  }

  private LoadLedger openLedger() {
    ProgressStore store = new ProgressStore(kafka, plan.topic());
    return LoadLedger.open(inputs, store, guarantee(), plan.options().fromStart);
  }

  private Lines lines() {
    boolean again =
        inputs.stream().allMatch(input -> input.repeatable() || input.identity().isPresent());
    return again || guarantee() != Guarantee.EXACTLY_ONCE
        ? new ReadAgain(inputs, ledger, plan.maxLineBytes())
        : new Retained(new BatchReader(inputs, ledger::startOf, plan.maxLineBytes()));
  }

  private FrameSink sink() {
    Frames frames = new Frames(plan.topic(), registered.id(), plan.keyField() != null);
    DeadLetters letters = new DeadLetters(kafka, producer, plan.topic(), plan.maxLineBytes());
    return new FrameSink(frames, plan.converter(), producer, letters, tally);
  }

  private LoadSummary summary(OutageWatch watch) {
    return LoadSummary.of(
        registered,
        plan.options(),
        inputs.size(),
        tally,
        ledger,
        traffic,
        OutageFigures.of(watch, cluster.drops()),
        ProducerFigures.of(producer.metrics()));
  }

  private Guarantee guarantee() {
    return plan.options().producer.guarantee();
  }
}
