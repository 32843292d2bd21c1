package io.framecount.counter.progress;

import org.apache.kafka.common.Uuid;

/**
 * The topic that a partition's offsets belong to, and the offset at which its count began. A topic
 * that was deleted and made again has the same name, but another id.
 *
 * @param topic id of the topic; {@link Uuid#ZERO_UUID} of brokers that give none
 * @param from offset at which the count began; {@link #UNKNOWN} if no version noted it
 */
public record Origin(Uuid topic, long from) {
  /** Offset of a beginning that no version noted. */
  public static final long UNKNOWN = -1;

  /** Returns whether this is of another topic, as far as ids tell. */
  public boolean isOfAnother(Uuid id) {
    return differ(topic, id);
  }

  /** Returns whether two ids are of different topics; one that is not known may be of any. */
  public static boolean differ(Uuid one, Uuid other) {
    return !one.equals(Uuid.ZERO_UUID) && !other.equals(Uuid.ZERO_UUID) && !one.equals(other);
  }
}
