package io.framecount.counter.query;

/** Stored windows can't answer for a range; the message is one sentence that says why. */
final class Untileable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private Untileable(String sentence) {
    super(sentence);
  }

  static Untileable cut(TimeRange range, StoredWindow window) {
    return new Untileable(
        "%s cuts through the window %s, and there are no finer ones that hold all of its frames; begin and end the range where windows do"
            .formatted(range, window));
  }

  static Untileable withoutSketch(StoredWindow window) {
    return new Untileable(
        "the window %s has no sketch of its users; count the frames again with --emit-sketch, into another --output"
            .formatted(window));
  }
}
