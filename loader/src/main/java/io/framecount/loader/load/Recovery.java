package io.framecount.loader.load;

import io.framecount.common.cli.CommandFailure;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.produce.InFlight;
import io.framecount.loader.produce.KafkaAway;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Takes a load back to its last commit after its client has failed. Waits for Kafka without a limit
 * of its own; the watch over outages interrupts the thread when the wait is too long.
 *
 * <p>Kafka fences off a producer in two cases: its transaction timed out, or a second loader has
 * begun the same load. A second loader claims the load first of all, so the claim in Kafka tells
 * the cases apart.
 */
final class Recovery {
  private static final long PAUSE_MILLIS = 500;
  private static final int CLAIM_TRIES = 6;
  private static final int MISSING_TRIES = 20;

  private final BooleanSupplier topicFound;
  private final Runnable requireTopic;
  private final FrameProducer producer;
  private final Ledger ledger;
  private final InFlight inFlight;

  /**
   * @param topicFound asks Kafka for the topic of the frames
   * @param requireTopic fails if Kafka does not have the topic
   */
  Recovery(
      BooleanSupplier topicFound,
      Runnable requireTopic,
      FrameProducer producer,
      Ledger ledger,
      InFlight inFlight) {
    this.topicFound = topicFound;
    this.requireTopic = requireTopic;
    this.producer = producer;
    this.ledger = ledger;
    this.inFlight = inFlight;
  }

  /**
   * Connects again, with a new client.
   *
   * @param cause the failure of the old one
   * @return whether Kafka has the positions that the last commit carried
   * @throws CommandFailure if another loader has taken over, or the topic is gone
   */
  boolean run(Throwable cause) throws InterruptedException {
    inFlight.asking();
    producer.abandon();
    int claimTries = wasFenced(cause) ? CLAIM_TRIES : 1;
    int missing = 0;
    while (true) {
      try {
        ledger.requireOurs();
        boolean asked = topicFound.getAsBoolean() || ++missing >= MISSING_TRIES;
        // A second loader may be about to claim the load.
        if (asked && --claimTries <= 0) {
          return reconnect();
        }
      } catch (InterruptException e) {
        throw e;
      } catch (KafkaException | KafkaAway e) {
        if (!KafkaAway.passes(e)) {
          throw e;
        }
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  private boolean reconnect() {
    requireTopic.run();
    producer.reconnect();
    ledger.requireOurs();
    boolean happened = ledger.foundCommitted();
    inFlight.answered();
    return happened;
  }

  private static boolean wasFenced(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof ProducerFencedException || t instanceof InvalidProducerEpochException) {
        return true;
      }
    }
    return false;
  }
}
