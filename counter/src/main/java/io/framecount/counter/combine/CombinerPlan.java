package io.framecount.counter.combine;

import io.framecount.Partial;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What a combiner does.
 *
 * @param source topic of the frames
 * @param partials topic of the increments
 * @param output topic of the results
 * @param deadLetters topic of the records that can't be counted
 * @param group consumer group whose offsets say how far the source is counted
 * @param settings what is counted
 * @param passesOver whether records of other types are passed over, and not set aside
 * @param serializer writes increments
 */
public record CombinerPlan(
    String source,
    String partials,
    String output,
    String deadLetters,
    String group,
    CountSettings settings,
    boolean passesOver,
    Serializer<Partial> serializer) {

  /** About how many bytes of users are held before a commit. */
  public long mostHeldBytes() {
    return CommitPolicy.standard(settings.windows().sizes().size()).mostBytes();
  }
}
