package io.framecount.counter.combine;

/** The schema registry gave no answer for long; no reason to give up a record. */
final class RegistryAway extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RegistryAway(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
