package io.framecount.loader.outage;

import java.util.Locale;

/** What a load does while Kafka is away. */
public enum OnOutage {
  /** It waits, however long. */
  WAIT,
  /** It ends after a while; the same command goes on later. */
  FAIL,
  /** It gives up what can't be delivered in time, and says what. */
  DROP,
  /** It waits, and keeps what comes on stdin on disk. */
  SPOOL;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
