package io.framecount.loader.produce;

import io.framecount.common.input.SinceCommit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Counts records sent to Kafka and answers received from it. Written by the loading thread and the
 * client's network thread, read by any.
 */
public final class InFlight implements SinceCommit {
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong calls = new AtomicLong();
  private Counts safe = new Counts(0, 0, 0);
  private volatile boolean asking;

  private record Counts(long sent, long acknowledged, long dropped) {}

  /** Returns whether Kafka owes an answer. */
  public boolean owed() {
    return asking || sent.get() > acknowledged.get() + dropped.get();
  }

  /** Changes with each answer. */
  public long answers() {
    return acknowledged.get() + calls.get();
  }

  /** Records that the brokers have confirmed. */
  public long acknowledged() {
    return acknowledged.get();
  }

  /** Notes that the loading thread waits for Kafka until {@link #answered}, or in vain. */
  public void asking() {
    asking = true;
  }

  /** Notes an answer to {@link #asking}. */
  public void answered() {
    asking = false;
    calls.incrementAndGet();
  }

  /** Notes an answer to one of several questions; the thread still waits for the others. */
  void heard() {
    calls.incrementAndGet();
  }

  /** Notes that the loading thread waits no more, though there was no answer. */
  void unanswered() {
    asking = false;
  }

  @Override
  public void committed() {
    safe = new Counts(sent.get(), acknowledged.get(), dropped.get());
  }

  @Override
  public void rollBack() {
    sent.set(safe.sent());
    acknowledged.set(safe.acknowledged());
    dropped.set(safe.dropped());
  }

  void sent() {
    // One writer, so that a full fence for each record is not needed.
    sent.lazySet(sent.getPlain() + 1);
  }

  void acknowledge() {
    acknowledged.incrementAndGet();
  }

  void drop() {
    dropped.incrementAndGet();
  }

  /**
   * Counts what arrived and keeps the first failure of one client. Called on the client's network
   * thread only, and asked by the loading thread.
   */
  static final class Acknowledgements implements Callback {
    private final InFlight inFlight;
    private final AcknowledgedOffsets offsets;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private volatile boolean abandoned;

    Acknowledgements(InFlight inFlight, AcknowledgedOffsets offsets) {
      this.inFlight = inFlight;
      this.offsets = offsets;
    }

    @Override
    public void onCompletion(RecordMetadata metadata, Exception exception) {
      if (exception != null) {
        failure.compareAndSet(null, exception);
      } else if (!abandoned) {
        offsets.add(metadata.topic(), metadata.partition(), metadata.offset());
        inFlight.acknowledge();
      }
    }

    /** Returns the callback for a record that may be dropped, which is not a failure. */
    Callback droppable(DroppedRecords drops, DroppedRecords.Origin origin) {
      return (metadata, exception) -> {
        if (exception == null || !KafkaAway.passes(exception)) {
          onCompletion(metadata, exception);
        } else if (!abandoned) {
          drops.add(origin);
          inFlight.drop();
        }
      };
    }

    /** Counts no more: the client is given up. */
    void abandon() {
      abandoned = true;
    }

    Exception failure() {
      return failure.get();
    }
  }
}
