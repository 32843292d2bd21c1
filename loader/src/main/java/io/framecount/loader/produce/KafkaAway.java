package io.framecount.loader.produce;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;

/**
 * The connection, or with it the transaction, is lost, as happens when Kafka is away for long. What
 * was not committed has to be sent again, through a new client.
 *
 * <p>A transaction that timed out and one that a second loader of the same identity has taken over
 * fail alike; only the progress in Kafka tells which it was.
 */
public final class KafkaAway extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final List<Class<? extends KafkaException>> PASSING =
      List.of(
          RetriableException.class,
          // Fenced, or timed out by the coordinator.
          ApplicationRecoverableException.class,
          TransactionAbortableException.class,
          TransactionAbortedException.class,
          InvalidTxnStateException.class,
          OutOfOrderSequenceException.class);

  private static final List<Class<? extends KafkaException>> LASTING =
      List.of(
          AuthenticationException.class,
          AuthorizationException.class,
          RecordTooLargeException.class);

  KafkaAway(Throwable cause) {
    super(cause);
  }

  /** Returns whether a failure of a Kafka client is one that passes when Kafka is well again. */
  public static boolean passes(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      chain.add(t);
    }
    return chain.stream().noneMatch(t -> isOneOf(LASTING, t))
        && chain.stream().anyMatch(t -> isOneOf(PASSING, t));
  }

  private static boolean isOneOf(List<Class<? extends KafkaException>> classes, Throwable t) {
    return classes.stream().anyMatch(known -> known.isInstance(t));
  }
}
