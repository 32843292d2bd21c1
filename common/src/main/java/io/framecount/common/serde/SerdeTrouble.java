package io.framecount.common.serde;

import io.framecount.common.cli.CommandFailure;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;

/** Tells what a failure of a serde that is not ours means: the record, its registry, or neither. */
final class SerdeTrouble {
  private static final int LONGEST_REASON = 500;

  private SerdeTrouble() {}

  /**
   * What to throw instead.
   *
   * @return a {@link SerializationException} if it is about the record, {@link SerdeAway} if trying
   *     again may help, and another {@link CommandFailure} if nothing will
   */
  static RuntimeException of(String serde, Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    if (any(chain, LinkageError.class)) {
      return new CommandFailure(
          "%s does not work with what is on the class path: %s; add what it lacks with FRAMECOUNT_CLASSPATH"
              .formatted(serde, reason(thrown)),
          thrown);
    }
    if (any(chain, AuthenticationException.class)
        || any(chain, AuthorizationException.class)
        || any(chain, ConfigException.class)) {
      return new CommandFailure(
          "%s can't work with its settings: %s".formatted(serde, reason(thrown)), thrown);
    }
    if (chain.stream().anyMatch(SerdeTrouble::passes)) {
      return new SerdeAway(
          "%s can't reach its registry: %s".formatted(serde, reason(thrown)), thrown);
    }
    return new SerializationException(reason(thrown), thrown);
  }

  /** All messages from the outermost cause to the innermost, in one line. */
  static String reason(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause : chain(thrown)) {
      String message = message(cause);
      if (text.indexOf(message) < 0) {
        text.append(text.isEmpty() ? "" : ": ").append(message);
      }
    }
    return text.length() > LONGEST_REASON
        ? text.substring(0, LONGEST_REASON) + "…"
        : text.toString();
  }

  private static boolean passes(Throwable cause) {
    return cause instanceof RetriableException
        || cause instanceof SocketException
        || cause instanceof SocketTimeoutException
        || cause instanceof UnknownHostException
        || cause instanceof HttpTimeoutException
        || cause instanceof ClosedChannelException
        || saysNothing(cause);
  }

  /** As Apicurio's client does when its registry can't be reached: it keeps the cause to itself. */
  private static boolean saysNothing(Throwable cause) {
    return cause.getMessage() == null
        && cause.getClass().getSimpleName().equals("RestClientException");
  }

  private static boolean any(List<Throwable> chain, Class<? extends Throwable> type) {
    return chain.stream().anyMatch(type::isInstance);
  }

  private static String message(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() || cause instanceof LinkageError
        ? cause.toString()
        : message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = thrown; t != null && !chain.contains(t); t = t.getCause()) {
      chain.add(t);
    }
    return chain;
  }
}
