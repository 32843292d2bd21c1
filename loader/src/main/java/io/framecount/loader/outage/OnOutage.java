package io.framecount.loader.outage;

import java.util.Locale;

/** The policy of a load while Kafka is away. */
public enum OnOutage {
  /** Wait, however long. */
  WAIT,
  /** End after a while; the same command resumes later. */
  FAIL,
  /** Drop records that can't be delivered in time, and name their lines. */
  DROP,
  /** Wait, and keep stdin on disk meanwhile. */
  SPOOL;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
