package io.framecount.counter.progress;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Uuid;

/**
 * Which topic the offsets of a partition are of, and from where on it is counted. A topic that was
 * deleted and made again has the same name, but another id. Noted behind the {@link Tally} as a
 * word that versions before this one pass over, and leave away.
 *
 * @param topic id of the topic; {@link Uuid#ZERO_UUID} of brokers that give none
 * @param from offset at which the count began; {@link #UNKNOWN} if no version noted it
 */
public record Origin(Uuid topic, long from) {
  public static final long UNKNOWN = -1;

  private static final Pattern TEXT =
      Pattern.compile("(?<!\\S)topic:([\\w-]{22}):(\\d{0,18})(?!\\S)");

  /** Returns what is noted in the metadata of a committed offset, if anything. */
  public static Optional<Origin> of(OffsetAndMetadata committed) {
    Matcher matcher = TEXT.matcher(committed.metadata());
    return matcher.find()
        ? Optional.of(new Origin(Uuid.fromString(matcher.group(1)), from(matcher.group(2))))
        : Optional.empty();
  }

  public String toText() {
    return "topic:%s:%s".formatted(topic, from == UNKNOWN ? "" : from);
  }

  /** Returns whether this is of another topic, as far as ids tell. */
  public boolean isOfAnother(Uuid id) {
    return differ(topic, id);
  }

  /** Returns whether two ids are of different topics; one that is not known may be of any. */
  public static boolean differ(Uuid one, Uuid other) {
    return !one.equals(Uuid.ZERO_UUID) && !other.equals(Uuid.ZERO_UUID) && !one.equals(other);
  }

  private static long from(String digits) {
    return digits.isEmpty() ? UNKNOWN : Long.parseLong(digits);
  }
}
