package io.framecount.bench.soak;

/** Something is not as it must be; the message says what. */
final class SoakFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  SoakFailure(String message) {
    super(message);
  }
}
