package io.framecount.common.cli;

/**
 * Sets up slf4j-simple, which reads its properties when the first logger is made and never again.
 */
final class Logging {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private Logging() {}

  /**
   * Silent by default: what matters to the user is said once, as a sentence, by {@link
   * ErrorMapper}; the Kafka clients would add a warning per retry.
   */
  static void configure(boolean verbose) {
    setDefault("defaultLogLevel", verbose ? "info" : "off");
    setDefault("showDateTime", "true");
    setDefault("dateTimeFormat", "HH:mm:ss.SSS");
    setDefault("showThreadName", "false");
    setDefault("showShortLogName", "true");
  }

  private static void setDefault(String key, String value) {
    if (System.getProperty(PREFIX + key) == null) {
      System.setProperty(PREFIX + key, value);
    }
  }
}
