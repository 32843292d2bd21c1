package io.framecount.loader.load;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.produce.InFlight;
import io.framecount.loader.produce.KafkaAway;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Brings a load whose client is of no use any more back to its last commit, as soon as Kafka lets
 * it. Waits as long as that takes; the watch interrupts the thread if that is too long.
 *
 * <p>A second loader on the same input fences this one off just as the coordinator does with a
 * transaction that timed out. But a second loader's first act is to claim the load, so the claim in
 * Kafka tells.
 */
final class Recovery {
  private static final long PAUSE_MILLIS = 500;
  private static final int CLAIM_TRIES = 6;
  private static final int MISSING_TRIES = 20;

  private final KafkaConnection kafka;
  private final String topic;
  private final FrameProducer producer;
  private final LoadLedger ledger;
  private final InFlight traffic;

  Recovery(
      KafkaConnection kafka,
      String topic,
      FrameProducer producer,
      LoadLedger ledger,
      InFlight traffic) {
    this.kafka = kafka;
    this.topic = topic;
    this.producer = producer;
    this.ledger = ledger;
    this.traffic = traffic;
  }

  /**
   * Connects again.
   *
   * @param cause why that is needed
   * @return whether the commit that was under way has happened
   * @throws CommandFailure if another loader has taken over, or the topic is gone
   */
  boolean run(Throwable cause) throws InterruptedException {
    traffic.asking();
    producer.abandon();
    int claimTries = wasFenced(cause) ? CLAIM_TRIES : 1;
    int missing = 0;
    while (true) {
      try {
        ledger.requireOurs();
        if (kafka.topics().find(topic).isEmpty() && ++missing < MISSING_TRIES) {
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } else if (--claimTries > 0) {
          // A second loader may be about to claim the load.
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } else {
          return reconnect();
        }
      } catch (InterruptException e) {
        throw e;
      } catch (KafkaException | KafkaAway e) {
        if (!KafkaAway.passes(e)) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }

  private boolean reconnect() {
    kafka.topics().require(topic);
    producer.reconnect();
    ledger.requireOurs();
    boolean happened = ledger.settle();
    traffic.answered();
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
