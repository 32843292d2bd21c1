package io.framecount.common.kafka;

/** The topic of the frames from the environment, set once for all commands, as containers do. */
public final class UsualTopic {
  private UsualTopic() {}

  /** Returns the topic's name, from {@code FRAMECOUNT_TOPIC}, or null. */
  public static String name() {
    String name = System.getenv("FRAMECOUNT_TOPIC");
    return name == null || name.isBlank() ? null : name;
  }
}
