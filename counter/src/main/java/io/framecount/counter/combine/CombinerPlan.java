package io.framecount.counter.combine;

import io.framecount.Partial;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.progress.CountSettings;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The settings and parts of a combiner.
 *
 * @param names of the topics and groups
 * @param settings of the count
 * @param passesOver whether records of other types are passed over, and not set aside
 * @param serializer writes partials
 */
public record CombinerPlan(
    CountNames names, CountSettings settings, boolean passesOver, Serializer<Partial> serializer) {

  /** Returns roughly how many bytes of users a combiner holds before a commit. */
  public long mostHeldBytes() {
    return CommitPolicy.standard(settings.windows().sizes().size()).mostBytes();
  }
}
