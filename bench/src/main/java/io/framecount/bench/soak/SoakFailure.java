package io.framecount.bench.soak;

/** A failure of the soak; the message describes it. */
final class SoakFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  SoakFailure(String message) {
    super(message);
  }
}
