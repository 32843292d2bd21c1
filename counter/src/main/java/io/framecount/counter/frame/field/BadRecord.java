package io.framecount.counter.frame.field;

/** A record that can't be read; the message is the reason it is set aside with. */
public class BadRecord extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadRecord(String reason) {
    // No stack trace: a stream of broken records must not become a stream of stack walks.
    super(reason, null, false, false);
  }
}
