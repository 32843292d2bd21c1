package io.framecount.loader.load;

import io.framecount.common.cli.Interruption;
import io.framecount.common.cli.Progress;
import io.framecount.loader.input.BatchReader;
import io.framecount.loader.input.InputDamaged;
import io.framecount.loader.input.LineBatch;
import io.framecount.loader.produce.FrameProducer;
import java.util.concurrent.TimeUnit;

/**
 * One run over all inputs. Takes batches from the reader's thread, converts and sends on its own,
 * and commits at intervals so that at any moment only the work of the last interval is at stake.
 */
final class Load {
  private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final BatchReader reader;
  private final FrameSink sink;
  private final FrameProducer producer;
  private final LoadLedger ledger;
  private final LoadTally tally;
  private final Progress progress;
  private long committed = System.nanoTime();

  Load(
      BatchReader reader,
      FrameSink sink,
      FrameProducer producer,
      LoadLedger ledger,
      LoadTally tally,
      Progress progress) {
    this.reader = reader;
    this.sink = sink;
    this.producer = producer;
    this.ledger = ledger;
    this.tally = tally;
    this.progress = progress;
  }

  /**
   * Runs to the end of the inputs or until interrupted; all that was taken is committed when this
   * returns.
   *
   * @throws InputDamaged after committing what lies before the damage
   */
  void run(Interruption interruption) throws InputDamaged, InterruptedException {
    try {
      while (!reader.ended() && !interruption.requested()) {
        // An input that pauses, such as stdin, must not leave what it sent before uncommitted.
        LineBatch batch = reader.poll(COMMIT_NANOS);
        if (batch != null) {
          take(batch);
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

  private void take(LineBatch batch) {
    long frames = tally.frames();
    long rejected = tally.rejected();
    sink.send(batch);
    ledger.done(batch, tally.frames() - frames, tally.rejected() - rejected);
    tally.read(batch.contentBytes());
    progress.at(reader.rawBytes(), pace());
  }

  private void commitIfDue() {
    if (System.nanoTime() - committed >= COMMIT_NANOS) {
      commit();
    }
  }

  private void commit() {
    producer.commit(ledger.slot(), ledger.takeUnsaved());
    committed = System.nanoTime();
  }

  private String pace() {
    String rejected = tally.rejected() == 0 ? "" : ", %,d rejected".formatted(tally.rejected());
    return "%,d frames, %,.0f/s%s"
        .formatted(tally.frames(), tally.frames() / tally.seconds(), rejected);
  }
}
