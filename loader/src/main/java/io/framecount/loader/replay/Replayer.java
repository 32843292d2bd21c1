package io.framecount.loader.replay;

import io.framecount.loader.encode.EncodedFrames;
import io.framecount.loader.encode.FrameEncoder;
import io.framecount.loader.encode.Problem;
import io.framecount.loader.produce.DeadLetter;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.produce.RejectSink;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Tries a rejected line once more. Used by one thread. */
final class Replayer {
  private final Supplier<FrameEncoder> making;
  private final EncodedFrames frame = new EncodedFrames();
  private final FrameProducer producer;
  private final RejectSink again;
  private final ReplayTally tally;
  private FrameEncoder encoder;

  /**
   * @param making makes an encoder; called with the first line, since a replay without lines needs
   *     no schema
   * @param again takes lines that are rejected again
   */
  Replayer(
      Supplier<FrameEncoder> making, FrameProducer producer, RejectSink again, ReplayTally tally) {
    this.making = making;
    this.producer = producer;
    this.again = again;
    this.tally = tally;
  }

  void take(DeadLetter letter, byte[] line) {
    if (encoder == null) {
      encoder = making.get();
    }
    frame.clear();
    if (letter.reason().equals(DeadLetter.LINE_TOO_LONG)) {
      // Only its beginning was kept, which must not pass for the whole.
      reject(letter.again(letter.reason(), letter.message(), letter.path()), line);
    } else if (letter.source() == null && encoder.rules().carried().needed()) {
      reject(
          letter.again(
              "no-source",
              "the line is not from a topic, so it has no key, timestamp or headers to keep; replay without --key @…, --record-timestamp source and --keep-headers",
              null),
          line);
    } else {
      if (letter.source() == null) {
        encoder.encode(line, 0, line.length, frame);
      } else {
        encoder.encode(line, 0, line.length, letter.source(), frame);
      }
      encoder.drainTo(tally.changes());
      send(letter, line, frame.problem(0));
    }
  }

  private void send(DeadLetter letter, byte[] line, Problem problem) {
    if (problem == null) {
      producer.send(encoder.rules().record(frame, 0));
      tally.frame();
    } else {
      reject(letter.again(problem.reason(), problem.sentence(), problem.path()), line);
    }
  }

  ReplayTally tally() {
    return tally;
  }

  private void reject(DeadLetter letter, byte[] line) {
    again.send(letter, line, 0, line.length);
    tally.rejected(letter.reason());
  }

  /** A source of rejected lines. Used by one thread. */
  sealed interface LetterSource permits TopicLetters, FileLetters {
    /** Returns whether the source is empty. */
    boolean isEmpty();

    /** The consumer group that keeps the progress; also names the replay to the brokers. */
    String group();

    /** Bytes of the longest line that may come. */
    int largestLine();

    /**
     * Hands on what was not replayed yet, up to what is there now, and commits the progress with
     * it.
     *
     * @param stopped whether to end early
     */
    void replay(Replayer replayer, FrameProducer producer, BooleanSupplier stopped)
        throws InterruptedException;
  }
}
