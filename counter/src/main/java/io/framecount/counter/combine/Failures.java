package io.framecount.counter.combine;

import io.framecount.common.cli.CommandFailure;
import io.framecount.counter.frame.RegistryAway;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Tells failures that trying again can't cure from others. Used by one thread. */
final class Failures {
  private boolean clientsMade;

  /**
   * Says that the settings are good for making clients. What is wrong with the same settings later
   * is that the broker's name does not resolve, as it may not while the broker is away.
   */
  void clientsMade() {
    clientsMade = true;
  }

  boolean hopeless(RuntimeException problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthenticationException
          || cause instanceof AuthorizationException
          || (cause instanceof ConfigException && !clientsMade)
          || cause instanceof RecordTooLargeException
          || cause instanceof UnsupportedVersionException
          || cause instanceof InterruptedException
          || (cause instanceof CommandFailure && !(problem instanceof RegistryAway))) {
        return true;
      }
    }
    return false;
  }
}
