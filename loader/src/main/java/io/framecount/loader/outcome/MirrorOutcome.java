package io.framecount.loader.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The result of the load into the mirror.
 *
 * @param complete whether it has all that the first cluster has
 * @param problem why it is not complete; null if it is
 * @param summary the summary of this run; null if the mirror was never reached
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MirrorOutcome(
    String bootstrapServers, boolean complete, String problem, LoadSummary summary) {
  /** Returns a few lines for a person, to stand below the summary of the first cluster. */
  public String toText() {
    String state = complete ? "complete" : "not complete: " + problem;
    String loaded = summary == null ? "" : System.lineSeparator() + summary.toText();
    return "mirror %s is %s%s".formatted(bootstrapServers, state, loaded);
  }
}
