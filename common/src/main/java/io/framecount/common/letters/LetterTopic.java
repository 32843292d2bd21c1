package io.framecount.common.letters;

import java.util.Optional;

/** Names the topic of dead letters that belongs to a topic of frames. */
public final class LetterTopic {
  private static final String SUFFIX = "-dlq";

  private LetterTopic() {}

  /** Returns the topic that takes the dead letters of a topic of frames. */
  public static String of(String frames) {
    return frames + SUFFIX;
  }

  /**
   * Returns the topic of frames whose dead letters a topic of this name takes, if it may be one.
   */
  public static Optional<String> framesOf(String topic) {
    return topic.endsWith(SUFFIX)
        ? Optional.of(topic.substring(0, topic.length() - SUFFIX.length()))
        : Optional.empty();
  }
}
