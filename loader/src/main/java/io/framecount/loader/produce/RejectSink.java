package io.framecount.loader.produce;

/** Takes rejected lines. Used by one thread. */
public interface RejectSink {
  /**
   * Takes the line in {@code bytes[from, to)}.
   *
   * @param letter all there is to know about it
   */
  void send(DeadLetter letter, byte[] bytes, int from, int to);

  /**
   * Makes sure that what was taken survives a power cut, unless that comes with the transaction
   * that is about to be committed.
   */
  default void secure() {}

  /** Hands each line to both. */
  default RejectSink and(RejectSink other) {
    RejectSink first = this;
    return new RejectSink() {
      @Override
      public void send(DeadLetter letter, byte[] bytes, int from, int to) {
        first.send(letter, bytes, from, to);
        other.send(letter, bytes, from, to);
      }

      @Override
      public void secure() {
        first.secure();
        other.secure();
      }
    };
  }
}
