package io.framecount.loader.replay;

import io.framecount.loader.load.FrameEncoder;
import io.framecount.loader.load.Problem;
import io.framecount.loader.produce.DeadLetter;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.produce.Letterbox;

/** Tries a rejected line once more. Used by one thread. */
final class Replayer {
  private final FrameEncoder encoder;
  private final FrameProducer producer;
  private final Letterbox again;
  private final ReplayTally tally;

  /**
   * @param again takes what is rejected again
   */
  Replayer(FrameEncoder encoder, FrameProducer producer, Letterbox again, ReplayTally tally) {
    this.encoder = encoder;
    this.producer = producer;
    this.again = again;
    this.tally = tally;
  }

  void take(DeadLetter letter, byte[] line) {
    if (letter.reason().equals(DeadLetter.LINE_TOO_LONG)) {
      // Only its beginning was kept, which must not pass for the whole.
      reject(letter.again(letter.reason(), letter.message(), letter.path()), line);
    } else if (encoder.encode(line, 0, line.length)) {
      producer.send(encoder.record());
      tally.frame();
    } else {
      Problem problem = encoder.problem();
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
}
