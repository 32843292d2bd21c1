package io.framecount.counter.query;

import io.framecount.counter.window.TimeRange;

/** Stored windows can't answer for a range; the message is one sentence that says why. */
final class NotCoverable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  private NotCoverable(String sentence, boolean passing) {
    super(sentence);
    this.passing = passing;
  }

  /** Whether windows that a counter is about to write may change the answer. */
  boolean isPassing() {
    return passing;
  }

  static NotCoverable cut(TimeRange range, StoredWindow window) {
    return new NotCoverable(
        "%s cuts through the window %s, and there are no finer ones that hold all of its frames; begin and end the range where windows do"
            .formatted(range, window),
        true);
  }

  static NotCoverable withoutSketch(StoredWindow window) {
    return new NotCoverable(
        "the window %s has no sketch of its users; count the frames again with --emit-sketch, into another --output"
            .formatted(window),
        false);
  }
}
