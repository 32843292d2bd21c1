package io.framecount.common.letters;

import java.util.Optional;
import java.util.stream.Stream;

/** Names the topics that a count keeps beside its output. */
public final class CountTopics {
  private static final String PARTIALS = "-partials";
  private static final String LATE = "-late";

  private CountTopics() {}

  /** Returns the topic of the partial counts of an output. */
  public static String partialsOf(String output) {
    return output + PARTIALS;
  }

  /** Returns the topic of the partials that came after their window's state was dropped. */
  public static String lateOf(String output) {
    return output + LATE;
  }

  /** Returns the output that a topic of this name is kept beside, if it may be one. */
  public static Optional<String> outputOf(String topic) {
    return Stream.of(PARTIALS, LATE)
        .filter(topic::endsWith)
        .map(suffix -> topic.substring(0, topic.length() - suffix.length()))
        .findFirst();
  }
}
