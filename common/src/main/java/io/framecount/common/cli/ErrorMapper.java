package io.framecount.common.cli;

import io.framecount.common.failure.Causes;
import io.framecount.common.failure.TlsTrouble;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.security.UnrecoverableKeyException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Turns an exception into the sentence and the exit code that a user sees, for all commands. */
public final class ErrorMapper {
  private static final Pattern COORDINATOR =
      Pattern.compile("FIND_COORDINATOR|FindCoordinator|InitProducerId|InitTransactions");

  private ErrorMapper() {}

  /** The message to print and the exit code. */
  public record Sentence(ExitCode code, String text) {}

  /** Returns the sentence of a failure, in which secrets are not masked yet. */
  public static Sentence map(Throwable thrown) {
    List<Throwable> chain = Causes.of(thrown);
    for (Throwable cause : chain) {
      if (cause instanceof CommandFailure failure) {
        return new Sentence(failure.code(), oneLine(failure.getMessage()));
      }
    }
    // The telling cause is often below a general one, such as "failed to construct the producer".
    String text = first(chain, ErrorMapper::telling);
    if (text == null) {
      text = first(chain, cause -> general(cause, chain));
    }
    return new Sentence(ExitCode.FAILED, oneLine(text == null ? unexpected(chain) : text));
  }

  private static String telling(Throwable cause) {
    if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
      return "no such file: " + cause.getMessage();
    }
    if (cause instanceof AccessDeniedException) {
      return "not allowed to read or write " + cause.getMessage();
    }
    if (cause instanceof SslAuthenticationException failure) {
      return handshake(failure);
    }
    if (cause instanceof AuthenticationException) {
      return "Kafka refused the credentials (%s); check the security settings in --command-config"
          .formatted(cause.getMessage());
    }
    if (cause instanceof AuthorizationException) {
      return "Kafka denied access (%s); ask for the missing ACL".formatted(cause.getMessage());
    }
    if (cause instanceof InvalidTxnTimeoutException) {
      return "Kafka allows no transaction to take as long as transaction.timeout.ms says (%s); set a lower one with -X transaction.timeout.ms=…, or a higher transaction.max.timeout.ms on the brokers"
          .formatted(cause.getMessage());
    }
    if (cause instanceof TimeoutException && COORDINATOR.matcher(Causes.message(cause)).find()) {
      return "Kafka names no coordinator for groups or transactions (%s); can the cluster make, and does it serve, its topics __consumer_offsets and __transaction_state?"
          .formatted(cause.getMessage());
    }
    if (cause instanceof TimeoutException) {
      return "Kafka did not answer in time (%s); is the broker up and reachable?"
          .formatted(cause.getMessage());
    }
    if (cause instanceof ConfigException) {
      return "a Kafka client setting is wrong: " + cause.getMessage();
    }
    if (cause instanceof OutOfMemoryError) {
      return "out of memory (%s); give it more with JAVA_OPTS=-Xmx…".formatted(cause.getMessage());
    }
    return null;
  }

  /** Explains a failed handshake: this side refused the other, or was not understood by it. */
  private static String handshake(SslAuthenticationException failure) {
    String remedy =
        switch (TlsTrouble.of(failure)) {
          case UNTRUSTED ->
              "its certificate is not trusted here: give the one it is signed with as ssl.truststore.location in --command-config";
          case OTHER_HOST ->
              "its certificate is for another host: name the brokers as the certificate does, in --bootstrap-server and advertised.listeners";
          case OUT_OF_DATE ->
              "its certificate is not valid at this time: renew it, or set this machine's clock";
          case OWN_CERTIFICATE ->
              "it wants a certificate of this client that it trusts: give one as ssl.keystore.location";
          case NO_TLS -> "does its listener speak TLS? If not, leave SSL out of security.protocol";
          case OTHER -> "check the settings ssl.* in --command-config";
        };
    return "the TLS handshake with Kafka failed (%s); %s"
        .formatted(Causes.message(Causes.innermost(failure)), remedy);
  }

  private static String general(Throwable cause, List<Throwable> chain) {
    if (cause instanceof KafkaException) {
      String messages = Causes.messages(chain.subList(chain.indexOf(cause), chain.size()));
      if (chain.stream().anyMatch(UnrecoverableKeyException.class::isInstance)) {
        return "a key store or trust store can't be opened (%s); check ssl.truststore.password, ssl.keystore.password and ssl.key.password"
            .formatted(messages);
      }
      if (chain.stream().anyMatch(LoginException.class::isInstance)) {
        return "no login to Kafka can be made (%s); check sasl.jaas.config, and for OAUTHBEARER sasl.oauthbearer.*"
            .formatted(messages);
      }
      return "Kafka: " + messages;
    }
    if (cause instanceof FileSystemException) {
      return "cannot read or write " + cause.getMessage();
    }
    if (cause instanceof IOException) {
      return "cannot read or write: " + Causes.message(cause);
    }
    return null;
  }

  private static String unexpected(List<Throwable> chain) {
    Throwable cause = chain.get(0);
    if (cause instanceof picocli.CommandLine.ExecutionException && chain.size() > 1) {
      cause = chain.get(1);
    }
    return "unexpected failure: %s (run again with --verbose for the stack trace)".formatted(cause);
  }

  private static String first(List<Throwable> chain, Function<Throwable, String> sentence) {
    for (Throwable cause : chain) {
      String text = sentence.apply(cause);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  private static String oneLine(String text) {
    return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
