package io.framecount.loader.topic;

/**
 * What a load asks of a topic.
 *
 * @param acksAll whether all in-sync copies must confirm a record
 * @param keyed whether records have keys
 * @param largestRecord the largest value that may be sent, in bytes
 * @param deadLetters whether it is for rejected lines
 */
public record Demands(boolean acksAll, boolean keyed, int largestRecord, boolean deadLetters) {
  /** For the frames themselves. */
  public static Demands ofFrames(boolean acksAll, boolean keyed, int largestRecord) {
    return new Demands(acksAll, keyed, largestRecord, false);
  }

  /** For rejected lines. */
  public static Demands ofDeadLetters(boolean acksAll, int largestRecord) {
    return new Demands(acksAll, false, largestRecord, true);
  }
}
