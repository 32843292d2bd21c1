package io.framecount.loader.load;

import io.framecount.common.input.LineBatch;
import io.framecount.loader.encode.EncodeAhead;
import io.framecount.loader.encode.EncodedBatch;
import io.framecount.loader.metrics.LoadEvents;
import io.framecount.loader.metrics.LoadSnapshot;
import io.framecount.loader.outage.OutageWatch;
import io.framecount.loader.pace.Metronome;
import io.framecount.loader.pace.Pace;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.produce.KafkaAway;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * One run over all inputs. Takes encoded batches, sends them, and commits at intervals so that at
 * any moment only the work of the last interval is at stake. When Kafka loses that work, it is done
 * again from the last commit on.
 */
final class Load {
  private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** A paced load is watched live, so what it sends must soon be visible. */
  private static final long PACED_COMMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final LineSource lines;
  private final EncodeAhead frames;
  private final FrameSink sink;
  private final FrameProducer producer;
  private final LoadLedger ledger;
  private final LoadTally tally;
  private final SharedProgress progress;
  private final Recovery recovery;
  private final OutageWatch watch;
  private final RunOutcome verdict;
  private final Pace pace;
  private final LoadEvents events;
  private final long commitNanos;
  private long committed = System.nanoTime();
  private LoadTally.Mark safe;
  private LoadTally.Mark asked;
  private boolean inDoubt;

  /**
   * @param verdict knows when to give up
   * @param pace when each frame is due; null for at once
   * @param events is told of each commit
   */
  Load(
      LineSource lines,
      EncodeAhead frames,
      FrameSink sink,
      FrameProducer producer,
      LoadLedger ledger,
      LoadTally tally,
      SharedProgress progress,
      Recovery recovery,
      OutageWatch watch,
      RunOutcome verdict,
      Pace pace,
      LoadEvents events) {
    this.lines = lines;
    this.frames = frames;
    this.sink = sink;
    this.producer = producer;
    this.ledger = ledger;
    this.tally = tally;
    this.progress = progress;
    this.recovery = recovery;
    this.watch = watch;
    this.verdict = verdict;
    this.pace = pace;
    this.events = events;
    commitNanos = pace == null ? COMMIT_NANOS : PACED_COMMIT_NANOS;
    safe = tally.mark();
    asked = safe;
  }

  /** How a run ended. */
  enum End {
    /** All that was taken is committed. */
    COMMITTED,
    /** Kafka was away at the end; what was not committed is forgotten. */
    CUT_SHORT
  }

  /**
   * Runs to the end of the inputs or until it is to stop or hopeless. Whatever way it ends, the
   * tally holds what is committed and nothing else. An input that is damaged ends where it is, and
   * the next one follows.
   */
  End run(StopSignal stop) {
    try {
      while (!attempt(stop)) {}
      return End.COMMITTED;
    } catch (InterruptException | InterruptedException e) {
      // The watch has got this thread out of a call; the flag has done its service.
      Thread.interrupted();
      producer.abandon();
      producer.settle(false);
      tally.restore(safe);
      return End.CUT_SHORT;
    }
  }

  /** Returns whether a commit was asked for, and what became of it is not known. */
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
    while (!frames.ended() && !stop.requested() && !verdict.hopeless()) {
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
    LineBatch lines = batch.lines();
    verdict.ended(lines);
    ledger.done(lines, tally.frames() - sent, tally.rejected() - rejected);
    tally.read(lines.contentBytes());
    if (!watch.away()) {
      progress.at(this.lines.rawBytes(), this::pace);
    }
  }

  private void commitIfDue() {
    if (lines.full() || ledger.full() || System.nanoTime() - committed >= commitNanos) {
      commit();
    }
  }

  private void commit() {
    sink.secure();
    asked = tally.mark();
    inDoubt = true;
    long start = System.nanoTime();
    producer.commit(ledger.slot(), ledger.unsaved(), ledger::requireOurs);
    committed(System.nanoTime() - start);
  }

  private void committed(long nanos) {
    boolean more = asked.lines() != safe.lines();
    safe = asked;
    inDoubt = false;
    ledger.saved();
    lines.committed();
    committed = System.nanoTime();
    events.committed(moment(), more ? nanos : -1);
  }

  private LoadSnapshot moment() {
    long dropped = producer.dropped();
    return new LoadSnapshot(
        safe.frames() - dropped,
        safe.reasons(),
        safe.changes(),
        dropped,
        safe.contentBytes(),
        lines.rawBytes());
  }

  private void recover(Throwable cause) throws InterruptedException {
    long start = System.nanoTime();
    long records = tally.mark().records();
    boolean happened = recovery.run(cause);
    producer.settle(happened);
    if (happened) {
      committed(System.nanoTime() - start);
    }
    asked = safe;
    inDoubt = false;
    tally.restore(safe);
    frames.rewind();
    lines.rewind();
    if (records > safe.records()) {
      progress.say(
          "what was on its way is lost; sending %,d lines again, from the last commit on"
              .formatted(records - safe.records()));
    }
  }

  private String pace() {
    String rejected = tally.rejected() == 0 ? "" : ", %,d rejected".formatted(tally.rejected());
    return "%,d frames, %,.0f/s%s"
        .formatted(tally.frames(), tally.frames() / tally.seconds(), rejected);
  }
}
