package io.framecount.loader.load;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.input.Input;
import io.framecount.common.input.LineSource;
import io.framecount.common.input.WorkAhead;
import io.framecount.common.kafka.Coordinators;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.Rights;
import io.framecount.loader.command.option.LoadOptions;
import io.framecount.loader.command.option.ProducerOptions;
import io.framecount.loader.encode.EncodedBatch;
import io.framecount.loader.encode.FrameEncoder;
import io.framecount.loader.encode.FrameRules;
import io.framecount.loader.metrics.LoadEvents;
import io.framecount.loader.outage.OutageWatch;
import io.framecount.loader.outcome.Delivery;
import io.framecount.loader.outcome.Delivery.OutageFigures;
import io.framecount.loader.outcome.LoadResult;
import io.framecount.loader.outcome.LoadSummary;
import io.framecount.loader.outcome.LoadTally;
import io.framecount.loader.outcome.RunOutcome;
import io.framecount.loader.pace.Pace;
import io.framecount.loader.plan.Cluster;
import io.framecount.loader.plan.FrameSerde;
import io.framecount.loader.plan.FrameTopic;
import io.framecount.loader.plan.LoadPlan;
import io.framecount.loader.produce.DeadLetters;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.produce.Guarantee;
import io.framecount.loader.produce.InFlight;
import io.framecount.loader.produce.KafkaAway;
import io.framecount.loader.produce.RejectSink;
import io.framecount.loader.reject.RejectFile;
import io.framecount.loader.topic.Demands;
import io.framecount.loader.topic.TopicGrowth;
import io.framecount.loader.topic.TopicTally;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;

/** The load into one cluster, from the connection to the last commit. Used by one thread. */
public final class ClusterLoad implements AutoCloseable {
  private final LoadPlan plan;
  private final Cluster cluster;
  private final PrintWriter err;
  private final LoadTally tally = new LoadTally();
  private final InFlight inFlight = new InFlight();
  private final KafkaConnection kafka;
  private final RejectFile rejectFile;
  private final Intake intake;
  private final FrameSerde serde;
  private final FrameRules rules;
  private final FrameProducer producer;
  private final LoadEvents events;

  private ClusterLoad(
      LoadPlan plan,
      Cluster cluster,
      Intake intake,
      RejectFile rejectFile,
      KafkaConnection kafka,
      LoadEvents events,
      PrintWriter err)
      throws InterruptedException {
    this.plan = plan;
    this.cluster = cluster;
    this.intake = intake;
    this.rejectFile = rejectFile;
    this.kafka = kafka;
    this.events = events;
    this.err = err;
    LoadOptions options = plan.options();
    FrameTopic topic = new FrameTopic(kafka, plan.topic(), err);
    check(topic);
    serde = cluster.serde(options, plan.chosen());
    topic.prepare(options.topic());
    rules = topic.rules(plan.keyed(), options.time().onRecords(), plan.carried());
    producer =
        FrameProducer.open(
            kafka,
            options.producer(),
            intake.identity(),
            plan.largestLetter(),
            cluster.drops(),
            inFlight,
            events);
    try {
      intake.takeOver();
    } catch (RuntimeException e) {
      // Nobody else can: a mirror tries again, for ever, with a new client each time.
      producer.close();
      throw e;
    }
  }

  /**
   * Connects, prepares, and refuses everything that can be refused.
   *
   * @param rejectFile gets the rejected lines, too; null for none
   * @param events is told of the load's progress
   */
  public static ClusterLoad open(
      LoadPlan plan,
      Cluster cluster,
      List<Input> inputs,
      RejectFile rejectFile,
      LoadEvents events,
      PrintWriter err)
      throws InterruptedException {
    Intake.Opening files = (kafka, notices) -> new FileIntake(plan, inputs, kafka, notices);
    return open(plan, cluster, files, rejectFile, events, err);
  }

  /**
   * Connects, prepares, and refuses everything that can be refused.
   *
   * @param opening finds the inputs
   * @param rejectFile as above
   */
  public static ClusterLoad open(
      LoadPlan plan,
      Cluster cluster,
      Intake.Opening opening,
      RejectFile rejectFile,
      LoadEvents events,
      PrintWriter err)
      throws InterruptedException {
    KafkaConnection kafka = cluster.connection().get();
    Intake intake = null;
    boolean opened = false;
    try {
      intake = opening.open(kafka, err);
      ClusterLoad load = new ClusterLoad(plan, cluster, intake, rejectFile, kafka, events, err);
      opened = true;
      return load;
    } catch (RuntimeException e) {
      throw rights(kafka, plan).explained(e);
    } finally {
      if (!opened) {
        close(intake, kafka);
      }
    }
  }

  private static void close(Intake intake, KafkaConnection kafka) {
    try (kafka) {
      if (intake != null) {
        intake.close();
      }
    }
  }

  /** Returns a name that no other cluster has. */
  public String clusterId() {
    return kafka.clusterId();
  }

  /** Returns the rights that may be missing if something is refused. */
  private static Rights rights(KafkaConnection kafka, LoadPlan plan) {
    Set<AclOperation> onFrames = Set.of(AclOperation.READ, AclOperation.WRITE);
    Set<AclOperation> onLetters = Set.of(AclOperation.WRITE);
    Set<AclOperation> onSource = Set.of(AclOperation.READ);
    String source = plan.options().from().topic();
    return new Rights(
        kafka,
        topic ->
            topic.equals(plan.topic()) ? onFrames : topic.equals(source) ? onSource : onLetters);
  }

  /**
   * Loads to the end of the inputs, or until it is to stop.
   *
   * @throws CommandFailure if Kafka was away for too long
   */
  public LoadResult run(StopSignal stop, LoadReporter reporter) {
    int linesAtOnce = plan.options().pace().pace().map(Pace::linesAtOnce).orElse(Integer.MAX_VALUE);
    // Reading begins while Kafka is still asked.
    try (LineSource lines = intake.lines(linesAtOnce)) {
      TopicGrowth growth = TopicGrowth.watch(kafka, plan.topic());
      intake.begin(producer);
      events.started();
      try (WorkAhead<EncodedBatch> frames = EncodedBatch.ahead(lines, this::encoder);
          OutageWatch watch = new OutageWatch(inFlight, cluster.limit(), reporter, events)) {
        stop.onRequest(lines::close);
        stop.onRequest(watch::stop);
        return load(lines, frames, watch, growth, stop, reporter);
      }
    } catch (AuthorizationException e) {
      throw rights(kafka, plan).explained(e);
    } finally {
      events.ended();
    }
  }

  private LoadResult load(
      LineSource lines,
      WorkAhead<EncodedBatch> frames,
      OutageWatch watch,
      TopicGrowth growth,
      StopSignal stop,
      LoadReporter reporter) {
    LoadOptions options = plan.options();
    RunOutcome outcome =
        new RunOutcome(options.rejects().maxErrors(), options.sameCommand(), tally);
    outcome.refused(intake.refusals());
    FrameSink sink = new FrameSink(rules, producer::send, rejectSink(), tally);
    Load load =
        new Load(
            new Load.Pipeline(lines, frames, sink, producer),
            intake.ledger(),
            recovery(),
            outcome,
            options.pace().pace().orElse(null),
            reporter,
            events);
    boolean cutShort = load.run(stop) == Load.End.CUT_SHORT;
    if (cutShort) {
      explainCutShort(load, watch, stop, reporter);
    }
    tally.finished(lines.rawBytes(), stop.requested());
    FileIntake.tell(intake.finish(), err);
    LoadSummary summary =
        LoadSummary.of(options, serde.description(), intake.count(), tally, outcome)
            .delivered(delivery(watch, cutShort ? null : growth));
    if (!cutShort) {
      summary.failure().ifPresent(outcome::lost);
    }
    return new LoadResult(summary, outcome);
  }

  private Recovery recovery() {
    return new Recovery(
        () -> kafka.topics().find(plan.topic()).isPresent(),
        () -> kafka.topics().require(plan.topic()),
        producer,
        intake.ledger(),
        inFlight);
  }

  @Override
  public void close() {
    try (kafka;
        intake) {
      producer.close();
    }
  }

  private void explainCutShort(
      Load load, OutageWatch watch, StopSignal stop, LoadReporter progress) {
    if (load.inDoubt()) {
      progress.say(
          "Kafka has not answered the last commit, so more may be loaded than is said here; the"
              + " next run finds out");
    }
    if (watch.gaveUp()) {
      throw new CommandFailure(
          "Kafka did not answer for %,d s, so the load ended (--on-outage fail): %,d frames of this run are committed, %s"
              .formatted(
                  cluster.limit().orElseThrow().toSeconds(), tally.frames(), intake.whatNext()));
    }
    if (!stop.requested()) {
      throw new IllegalStateException("the load was interrupted unexpectedly");
    }
  }

  private FrameEncoder encoder() {
    return new FrameEncoder(rules, plan.converter(), serde.envelopes().get());
  }

  private void check(FrameTopic topic) {
    if (guarantee().resumable()) {
      boolean transactions = guarantee() == Guarantee.EXACTLY_ONCE;
      Coordinators.of(kafka).require(transactions, ProducerOptions.TRANSACTION_TIMEOUT_MILLIS);
    }
    Demands demands = plan.demands();
    topic.check(guarantee().resumable() ? demands.andProgress() : demands);
    plan.letterDemands().ifPresent(topic::checkDeadLetters);
  }

  private RejectSink rejectSink() {
    RejectSink inFile = rejectFile == null ? (letter, bytes, from, to) -> {} : rejectFile;
    return plan.options().rejects().toTopic()
        ? new DeadLetters(kafka, producer, plan.topic(), plan.maxLineBytes()).and(inFile)
        : inFile;
  }

  /**
   * @param growth null if Kafka can't be asked
   */
  private Delivery delivery(OutageWatch watch, TopicGrowth growth) {
    return Delivery.of(
        guarantee().toString(),
        intake.linesDoneBefore(),
        producer,
        growth == null ? null : tally(growth),
        OutageFigures.of(watch, cluster.drops()));
  }

  /**
   * Counts the records in the topic. Null if Kafka is away by now, since everything is committed or
   * dropped and deserves a summary.
   */
  private TopicTally tally(TopicGrowth growth) {
    try {
      return growth.tally(producer.acknowledgedOffsets());
    } catch (KafkaException e) {
      if (!KafkaAway.passes(e)) {
        throw e;
      }
      return null;
    }
  }

  private Guarantee guarantee() {
    return plan.options().producer().guarantee();
  }
}
