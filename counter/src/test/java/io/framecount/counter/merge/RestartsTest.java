package io.framecount.counter.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CommandFailure;
import org.apache.kafka.clients.producer.internals.TransactionManager;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class RestartsTest {
  private long nanos;
  private final Restarts restarts = new Restarts(() -> nanos);

  @Test
  void goOnAfterWhatANewProducerCures() {
    assertThat(restarts.allow(new StreamsException(new InvalidTxnStateException("state"))))
        .isTrue();
    assertThat(restarts.allow(new StreamsException(new ProducerFencedException("fenced"))))
        .isTrue();
    assertThat(restarts.allow(new TimeoutException("away"))).isTrue();
    assertThat(restarts.allow(new StreamsException(unansweredCommit()))).isTrue();
  }

  /** What a producer says to all that follows. */
  private static IllegalStateException unansweredCommit() {
    IllegalStateException failure = new IllegalStateException("must be retried");
    failure.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(
              TransactionManager.class.getName(), "throwIfPendingState", "TransactionManager", 1)
        });
    return failure;
  }

  @Test
  void endAfterWhatItDoesNot() {
    assertThat(restarts.allow(new StreamsException(new TopicAuthorizationException("counts"))))
        .isFalse();
    assertThat(restarts.allow(new StreamsException(new RecordTooLargeException("large"))))
        .isFalse();
    assertThat(restarts.allow(new StreamsException(new CommandFailure("too many users"))))
        .isFalse();
    assertThat(restarts.allow(new IllegalStateException("a fault of ours"))).isFalse();
  }

  @Test
  void endWhereItDoesNotGetBetter() {
    InvalidTxnStateException failure = new InvalidTxnStateException("state");
    for (int i = 0; i < Restarts.MOST; i++) {
      assertThat(restarts.allow(failure)).isTrue();
    }
    assertThat(restarts.allow(failure)).isFalse();
    nanos += Restarts.WITHIN.toNanos() + 1;
    assertThat(restarts.allow(failure)).isTrue();
  }
}
