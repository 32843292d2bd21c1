package io.framecount.counter.progress;

import io.framecount.common.cli.CommandFailure;

/** Refusals to continue a count whose progress is lost: starting over would count frames twice. */
public final class LostProgress {
  private static final String ANEW = " delete all topics and groups of this count and count anew";

  private LostProgress() {}

  /**
   * The refusal where committed offsets have expired, as they do when a group is empty for {@code
   * offsets.retention.minutes}.
   *
   * @param what such as {@code partition 3 of topic 'a' was counted into topic 'b'}
   */
  public static CommandFailure forgotten(String what) {
    return forgotten(what, ANEW);
  }

  /**
   * The refusal where committed offsets have expired, with advice of its own.
   *
   * @param advice what to do instead of counting into another output, behind "or"
   */
  public static CommandFailure forgotten(String what, String advice) {
    return new CommandFailure(
        "Kafka has forgotten how far %s, and to go on would count twice what is there; count into another --output, or%s"
            .formatted(what, advice));
  }

  /**
   * The refusal where the source was deleted, and another topic has its name.
   *
   * @param what was counted of it: {@code it}, or {@code partition 3 of it}
   */
  public static CommandFailure madeAgain(String source, String what, String output) {
    return madeAgain(source, what, output, ANEW);
  }

  /** The same with another advice. */
  public static CommandFailure madeAgain(String source, String what, String output, String advice) {
    return new CommandFailure(
        "topic '%s' was deleted and made again after %s was counted into topic '%s', which holds frames of the deleted one; count into another --output, or%s"
            .formatted(source, what, output, advice));
  }
}
