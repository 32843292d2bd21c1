package io.framecount.loader.load;

import io.framecount.common.input.LineBatch;
import io.framecount.common.input.LineSplitter;
import io.framecount.loader.encode.EncodedBatch;
import io.framecount.loader.encode.EncodedFrames;
import io.framecount.loader.encode.FrameRules;
import io.framecount.loader.encode.Problem;
import io.framecount.loader.encode.RecordBatch;
import io.framecount.loader.outcome.LoadTally;
import io.framecount.loader.pace.Metronome;
import io.framecount.loader.produce.DeadLetter;
import io.framecount.loader.produce.RejectSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends the lines of a batch: frames to the topic, rejected lines to their sink. */
public final class FrameSink {
  private final FrameRules rules;
  private final FrameOut frames;
  private final RejectSink rejects;
  private final LoadTally tally;

  /** Takes frames. */
  @FunctionalInterface
  public interface FrameOut {
    /**
     * Takes one frame.
     *
     * @param file the input it is from
     * @param line its line there, from 1
     */
    void send(ProducerRecord<byte[], byte[]> frame, String file, long line);
  }

  /**
   * @param rules how frames become records
   * @param frames takes frames
   * @param rejects takes the rest
   */
  public FrameSink(FrameRules rules, FrameOut frames, RejectSink rejects, LoadTally tally) {
    this.rules = rules;
    this.frames = frames;
    this.rejects = rejects;
    this.tally = tally;
  }

  /** Returns the counts of the lines sent. */
  LoadTally tally() {
    return tally;
  }

  /** Sends all lines of the batch at once. */
  public void send(EncodedBatch batch) throws InterruptedException {
    boolean unused = send(batch, null);
  }

  /**
   * Sends all lines of the batch when the first of them is due.
   *
   * @param metronome knows when that is; null for at once
   * @return false if the wait was given up; then nothing of the batch is sent
   */
  public boolean send(EncodedBatch encoded, Metronome metronome) throws InterruptedException {
    LineBatch batch = encoded.lines();
    EncodedFrames ready = encoded.frames();
    for (int i = 0; i < batch.count(); i++) {
      Problem problem = ready.problem(i);
      if (batch.oversize(i) > 0) {
        rejectOversize(batch, i);
      } else if (problem != null && problem.isBlank()) {
        tally.blank();
      } else if (problem != null && problem.isTombstone()) {
        tally.tombstone();
      } else if (problem != null) {
        reject(batch, i, problem);
      } else if (metronome != null && !metronome.await(ready.eventTime(i), i == 0)) {
        return false;
      } else {
        frames.send(rules.record(ready, i), batch.input().name(), batch.lineNumber(i));
        tally.frame();
      }
    }
    if (batch instanceof RecordBatch records) {
      tally.skipped(records.missing());
    }
    tally.changed(ready.changes());
    return true;
  }

  /** Makes sure that rejected lines are kept before the progress that passes them. */
  public void secure() {
    rejects.secure();
  }

  private void reject(LineBatch batch, int i, Problem problem) {
    sendLetter(
        batch,
        i,
        problem.reason(),
        batch.about(i, problem.sentence()),
        problem.path(),
        problem.offset());
  }

  private void rejectOversize(LineBatch batch, int i) {
    sendLetter(
        batch,
        i,
        DeadLetter.LINE_TOO_LONG,
        batch.about(
            i,
            "the %s has %,d bytes, more than --max-line-bytes; only its first %,d are kept here"
                .formatted(
                    batch instanceof RecordBatch ? "record" : batch.isOfLines() ? "line" : "object",
                    batch.oversize(i),
                    LineSplitter.OVERSIZE_KEPT)),
        null,
        0);
  }

  /**
   * @param offset bytes from the beginning of the line to the fault
   */
  private void sendLetter(
      LineBatch batch, int i, String reason, String message, String path, int offset) {
    if (batch instanceof RecordBatch records) {
      DeadLetter letter = DeadLetter.ofRecord(reason, message, path, records.record(i), offset);
      rejects.send(letter, records.bytes(i), batch.start(i), batch.end(i));
    } else {
      DeadLetter letter =
          new DeadLetter(
              reason,
              message,
              path,
              batch.input().name(),
              batch.lineNumber(i),
              batch.position(i) + offset);
      rejects.send(letter, batch.bytes(), batch.start(i), batch.end(i));
    }
    tally.rejected(reason);
  }
}
