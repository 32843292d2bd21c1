package io.framecount.common.metrics;

import java.util.Optional;

/** The health of a running command; called from other threads. */
public interface Health {
  /** Returns the reason to restart the command; empty if it is healthy. */
  Optional<String> illness();

  /** Returns the reason why the command is not ready yet; empty if it is. */
  Optional<String> waiting();
}
