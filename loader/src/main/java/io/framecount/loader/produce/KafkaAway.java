package io.framecount.loader.produce;

import io.framecount.common.cli.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;

/**
 * The client has lost its connection or its transaction, as happens when Kafka is away for long.
 * Everything since the last commit has to be sent again, through a new client.
 *
 * <p>A transaction that timed out and one that a second loader of the same identity has taken over
 * fail alike; only the progress in Kafka tells them apart.
 */
public final class KafkaAway extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final Pattern KEYLESS_REFUSAL =
      Pattern.compile(
          "Compacted topic cannot accept message without key in topic partition (\\S+)-\\d+");

  private static final List<Class<? extends KafkaException>> PASSING =
      List.of(
          RetriableException.class,
          // Fenced, or timed out by the coordinator.
          ApplicationRecoverableException.class,
          TransactionAbortableException.class,
          TransactionAbortedException.class,
          InvalidTxnStateException.class,
          // The group has given this member's partitions to another, who goes on from the last
          // commit.
          CommitFailedException.class,
          RebalanceInProgressException.class,
          OutOfOrderSequenceException.class);

  private static final List<Class<? extends KafkaException>> LASTING =
      List.of(
          AuthenticationException.class,
          AuthorizationException.class,
          RecordTooLargeException.class);

  KafkaAway(Throwable cause) {
    super(cause);
  }

  /** Returns whether a failure of a Kafka client passes once Kafka is well again. */
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

  /**
   * Explains a broker's refusal of a record without a key. No such record is sent to a topic that
   * is known to be compacted; but its settings may be hidden from this user, or change during the
   * load.
   *
   * @return the refusal in a sentence with the cure; empty if the failure is another
   */
  static Optional<CommandFailure> keylessRefusal(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      Matcher refusal = KEYLESS_REFUSAL.matcher(String.valueOf(t.getMessage()));
      if (refusal.find()) {
        return Optional.of(
            new CommandFailure(
                "topic %s is compacted (cleanup.policy), so it takes no record without a key; set cleanup.policy=delete, or name a field that all frames have with --key; what was committed stays"
                    .formatted(refusal.group(1)),
                failure));
      }
    }
    return Optional.empty();
  }
}
