package io.framecount.counter.combine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of frames, from the beginning of a partition. It travels as the metadata of the
 * partition's committed offset, so it is exact across crashes and moves with the partition.
 *
 * @param read frames taken from the topic
 * @param counted frames that were added to a window
 * @param setAside frames that went to the dead-letter topic
 */
public record Tally(long read, long counted, long setAside) {
  public static final Tally NONE = new Tally(0, 0, 0);

  private static final Pattern TEXT =
      Pattern.compile("v1 read=(\\d{1,18}) counted=(\\d{1,18}) aside=(\\d{1,18})(?: .*)?");

  /** Both together. */
  public Tally plus(Tally other) {
    return new Tally(read + other.read, counted + other.counted, setAside + other.setAside);
  }

  /** What was added since the other. */
  public Tally minus(Tally other) {
    return new Tally(read - other.read, counted - other.counted, setAside - other.setAside);
  }

  /** Whether each frame that was read was either counted or set aside. */
  public boolean conserved() {
    return read == counted + setAside;
  }

  /** As the metadata of a committed offset; what else is committed follows after a space. */
  public String toMetadata() {
    return "v1 read=%d counted=%d aside=%d".formatted(read, counted, setAside);
  }

  /** What the metadata of a committed offset says, or nothing if another program wrote it. */
  public static Optional<Tally> ofMetadata(String metadata) {
    Matcher matcher = TEXT.matcher(metadata);
    return matcher.matches()
        ? Optional.of(new Tally(number(matcher, 1), number(matcher, 2), number(matcher, 3)))
        : Optional.empty();
  }

  private static long number(Matcher matcher, int group) {
    return Long.parseLong(matcher.group(group));
  }
}
