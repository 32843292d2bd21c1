package io.framecount.loader.topic;

import java.util.List;

/**
 * Something about a topic that does not suit a load.
 *
 * @param fatal whether the load can't succeed
 * @param sentence the problem and its cure
 */
public record TopicProblem(boolean fatal, String sentence) {
  /** All that does not suit. */
  public static List<TopicProblem> all(TopicFacts topic, Demands demands) {
    return TopicRules.findings(topic, demands);
  }
}
