package io.framecount.loader.produce;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Counts what arrived and keeps the first failure of one client. Called on the client's network
 * thread only, and asked by the loading thread.
 */
final class Acknowledgements implements Callback {
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

  /** For a record that may be given up: that is no failure then. */
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
