package io.framecount.common.metrics;

import java.util.Optional;

/** The health of a running command; called from other threads. */
public interface Health {
  /** Why it should be restarted, or nothing if it is well. */
  Optional<String> illness();

  /** Why it does not do its work yet, or nothing if it does. */
  Optional<String> waiting();
}
