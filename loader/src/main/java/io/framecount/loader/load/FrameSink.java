package io.framecount.loader.load;

import io.framecount.loader.input.LineBatch;
import io.framecount.loader.input.LineSplitter;
import io.framecount.loader.pace.Metronome;
import io.framecount.loader.produce.DeadLetter;
import io.framecount.loader.produce.Letterbox;
import io.framecount.loader.produce.Outbox;

/** Converts the lines of a batch and sends each where it belongs. */
final class FrameSink {
  private final FrameEncoder encoder;
  private final Outbox frames;
  private final Letterbox rejects;
  private final LoadTally tally;

  /**
   * @param frames takes what was converted
   * @param rejects takes the rest
   */
  FrameSink(FrameEncoder encoder, Outbox frames, Letterbox rejects, LoadTally tally) {
    this.encoder = encoder;
    this.frames = frames;
    this.rejects = rejects;
    this.tally = tally;
  }

  /** Sends all lines of the batch at once. */
  void send(LineBatch batch) throws InterruptedException {
    boolean unused = send(batch, null);
  }

  /**
   * Sends all lines of the batch when the first of them is due.
   *
   * @param metronome knows when that is; null for at once
   * @return false if the wait was given up; then nothing of the batch is sent
   */
  boolean send(LineBatch batch, Metronome metronome) throws InterruptedException {
    for (int i = 0; i < batch.count(); i++) {
      if (batch.oversize(i) > 0) {
        rejectOversize(batch, i);
      } else if (isBlank(batch, i)) {
        tally.blank();
      } else if (!encoder.encode(batch.bytes(), batch.start(i), batch.end(i))) {
        reject(batch, i, encoder.problem());
      } else if (metronome != null && !metronome.await(encoder.eventTime(), i == 0)) {
        return false;
      } else {
        frames.send(encoder.record(), batch.input().name(), batch.lineNumber(i));
        tally.frame();
      }
    }
    return true;
  }

  /** Makes sure that rejected lines are kept before the progress that passes them. */
  void secure() {
    rejects.secure();
  }

  private void reject(LineBatch batch, int i, Problem problem) {
    sendLetter(
        batch,
        i,
        new DeadLetter(
            problem.reason(),
            problem.sentence(),
            problem.path(),
            batch.input().name(),
            batch.lineNumber(i),
            batch.position(i) + problem.offset()));
  }

  private void rejectOversize(LineBatch batch, int i) {
    sendLetter(
        batch,
        i,
        new DeadLetter(
            DeadLetter.LINE_TOO_LONG,
            "the line has %,d bytes, more than --max-line-bytes; only its first %,d are kept here"
                .formatted(batch.oversize(i), LineSplitter.OVERSIZE_KEPT),
            null,
            batch.input().name(),
            batch.lineNumber(i),
            batch.position(i)));
  }

  private void sendLetter(LineBatch batch, int i, DeadLetter letter) {
    rejects.send(letter, batch.bytes(), batch.start(i), batch.end(i));
    tally.rejected(letter.reason());
  }

  private static boolean isBlank(LineBatch batch, int i) {
    byte[] bytes = batch.bytes();
    for (int at = batch.start(i); at < batch.end(i); at++) {
      if (bytes[at] != ' ' && bytes[at] != '\t') {
        return false;
      }
    }
    return true;
  }
}
