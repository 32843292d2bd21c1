package io.framecount.counter.combine;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Kafka's timestamp of the oldest record since the last commit, by the first of each batch. */
final class OldestRecord {
  static final long NONE = -1;

  private long millis = NONE;

  void note(List<? extends ConsumerRecord<?, ?>> batch) {
    long first = batch.get(0).timestamp();
    if (millis == NONE || first < millis) {
      millis = first;
    }
  }

  /** The timestamp in epoch milliseconds, or {@link #NONE}; then begins anew. */
  long take() {
    long taken = millis;
    millis = NONE;
    return taken;
  }
}
