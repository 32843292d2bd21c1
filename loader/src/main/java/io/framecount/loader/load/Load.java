package io.framecount.loader.load;

import io.framecount.common.cli.progress.Progress;
import io.framecount.common.input.LineBatch;
import io.framecount.common.input.LineSource;
import io.framecount.common.input.SinceCommit;
import io.framecount.common.input.WorkAhead;
import io.framecount.loader.encode.EncodedBatch;
import io.framecount.loader.metrics.LoadEvents;
import io.framecount.loader.metrics.LoadSnapshot;
import io.framecount.loader.outcome.LoadTally;
import io.framecount.loader.outcome.RunOutcome;
import io.framecount.loader.pace.Metronome;
import io.framecount.loader.pace.Pace;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.produce.KafkaAway;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Runs one load over all inputs: takes encoded batches, sends them, and commits at intervals. This
 * is where {@code --delivery exactly-once} is kept. Used by one thread.
 *
 * <p><b>A commit.</b> A transaction carries the frames and dead letters sent since the last commit,
 * and with them the position that each input has reached, as offsets of a consumer group per input.
 * Kafka makes all of that visible, or none of it. So at any moment Kafka holds exactly the lines
 * before the committed positions, whichever process dies when.
 *
 * <p><b>Memory follows Kafka.</b> Everything that this process counts or remembers about sent lines
 * is a {@link SinceCommit} part, and all parts are in one list. Once a commit is known to have
 * happened, every part takes its present state as the committed one; once it is known not to have
 * happened, every part goes back to the committed state. Nothing is sent between asking for a
 * commit and knowing its outcome, so the present state is the one that the commit carries.
 *
 * <p><b>A failure</b> leaves one question: has the commit that was asked for happened? {@link
 * Recovery} opens a new client of the same transactional id, which makes brokers end whatever the
 * old client left open. After that the answer can't change any more, and the offsets in Kafka give
 * it: they name this run and the positions that the commit carried, or they don't. Then the parts
 * follow, and the lines after the committed positions are read, converted and sent again. Without a
 * commit in doubt there is nothing to ask: what was sent is lost.
 *
 * <p><b>A second loader</b> of the same inputs writes its claim before it reads the committed
 * positions, and reads them only when no transaction is open on them. This run looks at the claims
 * after its positions lie in the transaction, and before it commits. So either this run sees the
 * claim and gives up, or the other one waits and sees what this run commits; see {@link
 * io.framecount.loader.resume.LoadClaims}.
 *
 * <p><b>A topic as the input</b> is read as a member of a consumer group, whose offsets go into the
 * transaction in the same way. Before the group takes partitions from this run, the run commits;
 * see {@link io.framecount.loader.source.TopicPositions}.
 *
 * <p>With {@code --delivery at-least-once} the positions follow the frames in a request of their
 * own, so a failure is always treated as "not happened", and lines may be sent twice.
 */
final class Load {
  private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** A paced load is watched live, so what it sends must soon be visible. */
  private static final long PACED_COMMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final LineSource lines;
  private final WorkAhead<EncodedBatch> frames;
  private final FrameSink sink;
  private final LoadTally tally;
  private final FrameProducer producer;
  private final Ledger ledger;
  private final List<SinceCommit> parts;
  private final Recovery recovery;
  private final RunOutcome outcome;
  private final Pace pace;
  private final Progress progress;
  private final LoadEvents events;
  private final long commitNanos;
  private long lastCommitNanos = System.nanoTime();
  private boolean inDoubt;

  /**
   * The way of the data through a load, in its order.
   *
   * @param frames encodes the lines
   * @param sink hands them to the producer, and rejected lines elsewhere
   */
  record Pipeline(
      LineSource lines, WorkAhead<EncodedBatch> frames, FrameSink sink, FrameProducer producer) {}

  /**
   * @param outcome decides when to give up
   * @param pace sets the time of each frame; null for at once
   * @param events is told of each commit
   */
  Load(
      Pipeline pipeline,
      Ledger ledger,
      Recovery recovery,
      RunOutcome outcome,
      Pace pace,
      Progress progress,
      LoadEvents events) {
    lines = pipeline.lines();
    frames = pipeline.frames();
    sink = pipeline.sink();
    producer = pipeline.producer();
    tally = sink.tally();
    this.ledger = ledger;
    // Batches in hand are forgotten before the lines behind them are read again.
    parts = List.of(tally, producer, ledger, frames, lines);
    this.recovery = recovery;
    this.outcome = outcome;
    this.pace = pace;
    this.progress = progress;
    this.events = events;
    ledger.beforeHandOver(this::handOver);
    commitNanos = pace == null ? COMMIT_NANOS : PACED_COMMIT_NANOS;
  }

  /** The end of a run. */
  enum End {
    /** All that was taken is committed. */
    COMMITTED,
    /** Kafka was away at the end; what was not committed is forgotten. */
    CUT_SHORT
  }

  /**
   * Runs to the end of the inputs or until it is to stop or hopeless. Whatever way it ends, the
   * tally holds what is committed and nothing else. A damaged input ends at the damage, and the
   * next one follows.
   */
  End run(StopSignal stop) {
    try {
      while (!attempt(stop)) {}
      return End.COMMITTED;
    } catch (InterruptException | InterruptedException e) {
      // The watch has got this thread out of a call; the flag has done its service.
      Thread.interrupted();
      producer.abandon();
      parts.forEach(SinceCommit::rollBack);
      return End.CUT_SHORT;
    }
  }

  /** Returns whether a commit was asked for whose outcome is not known. */
  boolean inDoubt() {
    return inDoubt;
  }

  /** Returns whether the run is over. */
  private boolean attempt(StopSignal stop) throws InterruptedException {
    try {
      toTheEnd(stop);
      return true;
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException | KafkaAway e) {
      if (!KafkaAway.passes(e)) {
        throw e;
      }
      recover(e);
      return false;
    }
  }

  private void toTheEnd(StopSignal stop) throws InterruptedException {
    Metronome metronome =
        pace == null ? null : new Metronome(pace, commitNanos, stop::requested, this::commitIfDue);
    while (!frames.ended() && !stop.requested() && !outcome.hopeless()) {
      // An input that pauses, such as stdin, must not leave what it sent before uncommitted.
      EncodedBatch batch = frames.poll(commitNanos);
      if (batch != null) {
        take(batch, metronome);
        frames.giveBack(batch);
      }
      commitIfDue();
    }
    commit();
  }

  private void take(EncodedBatch batch, Metronome metronome) throws InterruptedException {
    long sent = tally.frames();
    long rejected = tally.rejected();
    if (!sink.send(batch, metronome)) {
      return;
    }
    LineBatch taken = batch.lines();
    outcome.ended(taken);
    ledger.done(taken, tally.frames() - sent, tally.rejected() - rejected);
    tally.read(taken.contentBytes());
    progress.at(lines.rawBytes(), this::rateText);
  }

  private void commitIfDue() {
    if (lines.full() || ledger.full() || System.nanoTime() - lastCommitNanos >= commitNanos) {
      commit();
    }
  }

  /** Called while the next batch is waited for, so that none is in hand. */
  private void handOver() {
    commit();
    frames.rollBack();
    lines.rollBack();
  }

  private void commit() {
    sink.secure();
    inDoubt = true;
    long start = System.nanoTime();
    ledger.commit(producer);
    afterCommit(System.nanoTime() - start);
  }

  private void afterCommit(long nanos) {
    boolean more = tally.uncommittedLines() > 0;
    parts.forEach(SinceCommit::committed);
    inDoubt = false;
    lastCommitNanos = System.nanoTime();
    events.committed(snapshot(), more ? nanos : -1);
    events.behind(ledger.lag());
  }

  private LoadSnapshot snapshot() {
    long dropped = producer.dropped();
    return tally.snapshot(tally.frames() - dropped, dropped, lines.rawBytes());
  }

  private void recover(Throwable cause) throws InterruptedException {
    long start = System.nanoTime();
    boolean happened = recovery.run(cause) && inDoubt;
    if (happened) {
      afterCommit(System.nanoTime() - start);
    }
    inDoubt = false;
    long lost = tally.uncommittedRecords();
    parts.forEach(SinceCommit::rollBack);
    parts.forEach(SinceCommit::beginAgain);
    if (lost > 0) {
      progress.say(
          "what was on its way is lost; sending %,d lines again, from the last commit on"
              .formatted(lost));
    }
  }

  private String rateText() {
    String rejected = tally.rejected() == 0 ? "" : ", %,d rejected".formatted(tally.rejected());
    long lag = ledger.lag();
    String behind = lag > 0 ? ", %,d behind".formatted(lag) : "";
    return "%,d frames, %,.0f/s%s%s"
        .formatted(tally.frames(), tally.frames() / tally.seconds(), rejected, behind);
  }
}
