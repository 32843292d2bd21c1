package io.framecount.common.cli;

import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** The one place where an exception becomes the sentence and the exit code that a user sees. */
final class ErrorMapper {
  private ErrorMapper() {}

  /** What to print and how to end. */
  record Sentence(ExitCode code, String text) {}

  static Sentence map(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof CommandFailure failure) {
        return new Sentence(failure.code(), failure.getMessage());
      }
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String text = known(cause);
      if (text != null) {
        return new Sentence(ExitCode.FAILED, text);
      }
    }
    return new Sentence(
        ExitCode.FAILED,
        "unexpected failure: %s (run again with --verbose for the stack trace)".formatted(thrown));
  }

  private static String known(Throwable cause) {
    if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
      return "no such file: " + cause.getMessage();
    }
    if (cause instanceof AccessDeniedException) {
      return "not allowed to read or write " + cause.getMessage();
    }
    if (cause instanceof AuthenticationException) {
      return "Kafka refused the credentials (%s); check the security settings in --command-config"
          .formatted(cause.getMessage());
    }
    if (cause instanceof AuthorizationException) {
      return "Kafka denied access (%s); ask for the missing ACL".formatted(cause.getMessage());
    }
    if (cause instanceof TimeoutException) {
      return "Kafka did not answer in time (%s); is the broker up and reachable?"
          .formatted(cause.getMessage());
    }
    if (cause instanceof ConfigException) {
      return "a Kafka client setting is wrong: " + cause.getMessage();
    }
    if (cause instanceof KafkaException) {
      return "Kafka: " + cause.getMessage();
    }
    if (cause instanceof OutOfMemoryError) {
      return "out of memory (%s); give it more with JAVA_OPTS=-Xmx…".formatted(cause.getMessage());
    }
    return null;
  }
}
