package io.framecount.loader.topic;

/**
 * The demands of a load on a topic.
 *
 * @param acksAll whether all in-sync copies must confirm a record
 * @param keyed whether records have keys
 * @param largestRecord the largest value that may be sent, in bytes
 * @param deadLetters whether it is for rejected lines
 * @param progress whether the load keeps its progress under it
 */
public record Demands(
    boolean acksAll, boolean keyed, int largestRecord, boolean deadLetters, boolean progress) {
  /** The demands for frames. */
  public static Demands ofFrames(boolean acksAll, boolean keyed, int largestRecord) {
    return new Demands(acksAll, keyed, largestRecord, false, false);
  }

  /** The demands for rejected lines. */
  public static Demands ofDeadLetters(boolean acksAll, int largestRecord) {
    return new Demands(acksAll, false, largestRecord, true, false);
  }

  /** Returns these demands for a load that keeps its progress. */
  public Demands andProgress() {
    return new Demands(acksAll, keyed, largestRecord, deadLetters, true);
  }
}
