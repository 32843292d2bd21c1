package io.framecount.common.serde;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.failure.Causes;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;

/** Classifies failures of a custom serde: caused by the record, by its registry, or by neither. */
final class SerdeTrouble {
  private static final int LONGEST_REASON = 700;

  /** Longest message of one cause among several: some contain the whole schema. */
  private static final int LONGEST_MESSAGE = 220;

  private static final Set<Integer> NO_ACCESS = Set.of(401, 403);

  /** An exception of Confluent's, known by name because not every build has its class. */
  private static final String OF_REST = "RestClientException";

  private static final String RULE = "RuleException";
  private static final String RULE_CONDITION = "RuleConditionException";

  /** An exception of a rule that could not reach a service, such as one for keys. */
  private static final String RULE_CLIENT = "RuleClientException";

  /** End of the message with which Confluent's serdes omit the cause. */
  private static final Pattern BUSY = Pattern.compile(".*error code: (408|429|5\\d\\d)\\b.*");

  private SerdeTrouble() {}

  /**
   * Returns the exception to throw instead.
   *
   * @return a {@link SerializationException} if the record is the cause, {@link SerdeAway} if
   *     trying again may help, and another {@link CommandFailure} if nothing will
   */
  static RuntimeException of(String serde, Throwable thrown) {
    List<Throwable> chain = Causes.of(thrown);
    if (any(chain, LinkageError.class)) {
      return new CommandFailure(
          "%s does not work with what is on the class path: %s; add what it lacks with FRAMECOUNT_CLASSPATH"
              .formatted(serde, reason(thrown)),
          thrown);
    }
    if (chain.stream().anyMatch(cause -> NO_ACCESS.contains(status(cause)))) {
      return new CommandFailure(
          "%s is refused access by its registry: %s; check its credentials"
              .formatted(serde, reason(thrown)),
          thrown);
    }
    if (chain.stream().anyMatch(SerdeTrouble::isSetting)) {
      return new CommandFailure(
          "%s can't work with its settings: %s".formatted(serde, reason(thrown)), thrown);
    }
    if (chain.stream().anyMatch(SerdeTrouble::passes)) {
      return new SerdeAway(
          "%s can't reach its registry: %s".formatted(serde, reason(thrown)), thrown);
    }
    return new SerializationException(reason(thrown), thrown);
  }

  /**
   * Returns whether the cause is a refusal by the registry, which concerns the schema, not the
   * record.
   */
  static boolean isOfRegistry(Throwable thrown) {
    return Causes.of(thrown).stream().anyMatch(cause -> status(cause) > 0);
  }

  /** Returns whether a rule of the schema refuses the record. */
  static boolean isOfRule(Throwable thrown) {
    return Causes.of(thrown).stream().anyMatch(cause -> named(cause, RULE, RULE_CONDITION));
  }

  /** Returns all messages from the outermost cause to the innermost, in one line. */
  static String reason(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause : Causes.of(thrown)) {
      String message = shortened(message(cause), LONGEST_MESSAGE);
      if (text.indexOf(message) < 0) {
        text.append(text.isEmpty() ? "" : ": ").append(message);
      }
    }
    return shortened(text.toString(), LONGEST_REASON);
  }

  /** Returns a long text without its middle; the important parts are at the ends. */
  private static String shortened(String text, int longest) {
    return text.length() <= longest
        ? text
        : text.substring(0, longest / 2) + " … " + text.substring(text.length() - longest / 2);
  }

  /** Returns whether the cause is a setting, which no other record will change. */
  private static boolean isSetting(Throwable cause) {
    return cause instanceof AuthenticationException
        || cause instanceof AuthorizationException
        || cause instanceof ConfigException
        // Avro's word for classes that it does not trust.
        || cause instanceof SecurityException
        || (cause instanceof InvalidConfigurationException && !isBusy(cause))
        || (named(cause, RULE) && message(cause).startsWith("Could not find rule "));
  }

  private static boolean isBusy(int status) {
    return status == 408 || status == 429 || status / 100 == 5;
  }

  private static boolean isBusy(Throwable cause) {
    return BUSY.matcher(message(cause)).matches();
  }

  private static boolean named(Throwable cause, String... names) {
    return List.of(names).contains(cause.getClass().getSimpleName());
  }

  /** Returns the HTTP status in Confluent's exception; 0 for another exception. */
  private static int status(Throwable cause) {
    if (!named(cause, OF_REST)) {
      return 0;
    }
    try {
      Object status = cause.getClass().getMethod("getStatus").invoke(cause);
      return status instanceof Integer known ? known : 0;
    } catch (ReflectiveOperationException e) {
      return 0;
    }
  }

  private static boolean passes(Throwable cause) {
    return cause instanceof RetriableException
        || cause instanceof SocketException
        || cause instanceof SocketTimeoutException
        || cause instanceof UnknownHostException
        || cause instanceof HttpTimeoutException
        || cause instanceof ClosedChannelException
        || (cause instanceof InvalidConfigurationException && isBusy(cause))
        || isBusy(status(cause))
        || named(cause, RULE_CLIENT)
        || saysNothing(cause);
  }

  /**
   * Returns whether a cause has no message, as with Apicurio's client when its registry can't be
   * reached.
   */
  private static boolean saysNothing(Throwable cause) {
    return cause.getMessage() == null && named(cause, OF_REST);
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
}
