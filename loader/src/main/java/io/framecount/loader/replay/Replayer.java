package io.framecount.loader.replay;

import io.framecount.loader.convert.Converter;
import io.framecount.loader.encode.EncodedFrames;
import io.framecount.loader.encode.FrameEncoder;
import io.framecount.loader.encode.FrameRules;
import io.framecount.loader.encode.Problem;
import io.framecount.loader.produce.DeadLetter;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.produce.Letterbox;

/** Tries a rejected line once more. Used by one thread. */
final class Replayer {
  private final FrameRules rules;
  private final FrameEncoder encoder;
  private final EncodedFrames frame = new EncodedFrames();
  private final FrameProducer producer;
  private final Letterbox again;
  private final ReplayTally tally;

  /**
   * @param rules how lines become records
   * @param again takes what is rejected again
   */
  Replayer(
      FrameRules rules,
      Converter converter,
      FrameProducer producer,
      Letterbox again,
      ReplayTally tally) {
    this.rules = rules;
    this.encoder = new FrameEncoder(rules, converter);
    this.producer = producer;
    this.again = again;
    this.tally = tally;
  }

  void take(DeadLetter letter, byte[] line) {
    frame.clear();
    if (letter.reason().equals(DeadLetter.LINE_TOO_LONG)) {
      // Only its beginning was kept, which must not pass for the whole.
      reject(letter.again(letter.reason(), letter.message(), letter.path()), line);
    } else {
      encoder.encode(line, 0, line.length, frame);
      send(letter, line, frame.problem(0));
    }
  }

  private void send(DeadLetter letter, byte[] line, Problem problem) {
    if (problem == null) {
      producer.send(rules.record(frame, 0));
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
}
