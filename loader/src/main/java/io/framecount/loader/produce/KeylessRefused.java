package io.framecount.loader.produce;

import io.framecount.common.cli.CommandFailure;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A broker's refusal of a record without a key. Where the topic was known to be compacted, no such
 * record is sent; but its settings may be hidden from this user, or change during the load.
 */
final class KeylessRefused {
  private static final Pattern REFUSAL =
      Pattern.compile(
          "Compacted topic cannot accept message without key in topic partition (\\S+)-\\d+");

  private KeylessRefused() {}

  /** The refusal in a sentence with the mend, if a failure is one. */
  static Optional<CommandFailure> in(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      Matcher refusal = REFUSAL.matcher(String.valueOf(t.getMessage()));
      if (refusal.find()) {
        return Optional.of(
            new CommandFailure(
                "topic %s is compacted (cleanup.policy), so it takes no record without a key; set cleanup.policy=delete, or name a field that all frames have with --key; what was committed stays"
                    .formatted(refusal.group(1)),
                failure));
      }
    }
    return Optional.empty();
  }
}
