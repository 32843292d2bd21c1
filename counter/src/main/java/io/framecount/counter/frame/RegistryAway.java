package io.framecount.counter.frame;

/** The schema registry gave no answer for long; no reason to give up a record. */
public final class RegistryAway extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RegistryAway(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
