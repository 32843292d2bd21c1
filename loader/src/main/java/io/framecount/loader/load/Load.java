package io.framecount.loader.load;

import io.framecount.common.cli.Interruption;
import io.framecount.common.cli.Progress;
import io.framecount.loader.input.BatchReader;
import io.framecount.loader.input.InputDamaged;
import io.framecount.loader.input.LineBatch;
import io.framecount.loader.pace.Metronome;
import io.framecount.loader.pace.Pace;
import io.framecount.loader.produce.FrameProducer;
import java.util.concurrent.TimeUnit;

/**
 * One run over all inputs. Takes batches from the reader's thread, converts and sends on its own,
 * and commits at intervals so that at any moment only the work of the last interval is at stake.
 */
final class Load {
  private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** A paced load is watched live, so what it sends must soon be visible. */
  private static final long PACED_COMMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final BatchReader reader;
  private final FrameSink sink;
  private final FrameProducer producer;
  private final LoadLedger ledger;
  private final LoadTally tally;
  private final Progress progress;
  private final Verdict verdict;
  private final Pace pace;
  private final long commitNanos;
  private long committed = System.nanoTime();

  /**
   * @param verdict knows when to give up
   * @param pace when each frame is due; null for at once
   */
  Load(
      BatchReader reader,
      FrameSink sink,
      FrameProducer producer,
      LoadLedger ledger,
      LoadTally tally,
      Progress progress,
      Verdict verdict,
      Pace pace) {
    this.reader = reader;
    this.sink = sink;
    this.producer = producer;
    this.ledger = ledger;
    this.tally = tally;
    this.progress = progress;
    this.verdict = verdict;
    this.pace = pace;
    this.commitNanos = pace == null ? COMMIT_NANOS : PACED_COMMIT_NANOS;
  }

  /**
   * Runs to the end of the inputs or until interrupted or hopeless; all that was taken is committed
   * when this returns.
   *
   * @throws InputDamaged after committing what lies before the damage
   */
  void run(Interruption interruption) throws InputDamaged, InterruptedException {
    Metronome metronome =
        pace == null
            ? null
            : new Metronome(pace, commitNanos, interruption::requested, this::commitIfDue);
    try {
      while (!reader.ended() && !interruption.requested() && !verdict.hopeless()) {
        // An input that pauses, such as stdin, must not leave what it sent before uncommitted.
        LineBatch batch = reader.poll(commitNanos);
        if (batch != null) {
          take(batch, metronome);
          reader.giveBack(batch);
        }
        commitIfDue();
      }
    } catch (InputDamaged damaged) {
      commit();
      throw damaged;
    }
    commit();
  }

  private void take(LineBatch batch, Metronome metronome) throws InterruptedException {
    long frames = tally.frames();
    long rejected = tally.rejected();
    if (!sink.send(batch, metronome)) {
      return;
    }
    ledger.done(batch, tally.frames() - frames, tally.rejected() - rejected);
    tally.read(batch.contentBytes());
    progress.at(reader.rawBytes(), pace());
  }

  private void commitIfDue() {
    if (System.nanoTime() - committed >= commitNanos) {
      commit();
    }
  }

  private void commit() {
    sink.secure();
    producer.commit(ledger.slot(), ledger.takeUnsaved());
    committed = System.nanoTime();
  }

  private String pace() {
    String rejected = tally.rejected() == 0 ? "" : ", %,d rejected".formatted(tally.rejected());
    return "%,d frames, %,.0f/s%s"
        .formatted(tally.frames(), tally.frames() / tally.seconds(), rejected);
  }
}
