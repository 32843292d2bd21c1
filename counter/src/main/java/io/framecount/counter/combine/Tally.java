package io.framecount.counter.combine;

import java.util.Locale;
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
 * @param missing offsets that were deleted from the topic before they were read
 * @param cutOff offsets that the topic lost after they were read, so that others came in their
 *     place
 */
public record Tally(long read, long counted, long setAside, Gap missing, Gap cutOff) {
  public static final Tally NONE = new Tally(0, 0, 0);

  private static final String MISSING = "missing";
  private static final String CUT_OFF = "cut-off";

  private static final Pattern TEXT =
      Pattern.compile(
          "v1 read=(\\d{1,18}) counted=(\\d{1,18}) aside=(\\d{1,18})%s%s(?: .*)?"
              .formatted(Gap.pattern(MISSING), Gap.pattern(CUT_OFF)));

  /** Frames of a topic that lost nothing. */
  public Tally(long read, long counted, long setAside) {
    this(read, counted, setAside, Gap.NONE, Gap.NONE);
  }

  /**
   * Offsets that are not there. Each may have been a frame; or the mark of a transaction, or a
   * record that was never committed.
   *
   * @param offsets how many
   * @param first of the latest of them that follow each other
   * @param last of the same
   */
  public record Gap(long offsets, long first, long last) {
    public static final Gap NONE = new Gap(0, -1, -1);

    /** All offsets from the first to before the end. */
    public static Gap between(long first, long end) {
      return first < end ? new Gap(end - first, first, end - 1) : NONE;
    }

    public boolean isEmpty() {
      return offsets == 0;
    }

    /** Both together, of which the other is the later. */
    public Gap plus(Gap other) {
      if (isEmpty() || other.isEmpty()) {
        return isEmpty() ? other : this;
      }
      boolean joined = last + 1 == other.first;
      return new Gap(offsets + other.offsets, joined ? first : other.first, other.last);
    }

    /** A sentence on offsets of a partition that were deleted too early. */
    public String deleted(String topic, int partition) {
      return deleted(topic, partition, "counted");
    }

    /**
     * The same, of another topic.
     *
     * @param done what was to be done with the records
     */
    public String deleted(String topic, int partition, String done) {
      return "partition %d: %s of topic '%s' %s deleted before %s %s"
          .formatted(
              partition,
              text(),
              topic,
              one() ? "was" : "were",
              one() ? "it was" : "they were",
              done);
    }

    /** A sentence on offsets of a partition that its leader does not have. */
    public String lost(String topic, int partition) {
      return "partition %d: topic '%s' has lost %s after %s counted (did a broker that was behind become leader?)"
          .formatted(partition, topic, text(), one() ? "it was" : "they were");
    }

    private boolean one() {
      return offsets == 1;
    }

    /** Such as {@code offsets 7 to 9}, as a part of a sentence. */
    private String text() {
      long latest = last - first + 1;
      String range = first == last ? "" + first : first + " to " + last;
      return offsets == latest
          ? (latest == 1 ? "offset " : "offsets ") + range
          : String.format(Locale.ROOT, "%,d offsets (the latest are %s)", offsets, range);
    }

    private String toMetadata(String name) {
      return isEmpty() ? "" : " %s=%d:%d-%d".formatted(name, offsets, first, last);
    }

    private static String pattern(String name) {
      return "(?: %s=(\\d{1,18}):(\\d{1,18})-(\\d{1,18}))?".formatted(name);
    }

    private static Gap of(Matcher matcher, int group) {
      return matcher.group(group) == null
          ? NONE
          : new Gap(number(matcher, group), number(matcher, group + 1), number(matcher, group + 2));
    }
  }

  /** Both together. */
  public Tally plus(Tally other) {
    return new Tally(
        read + other.read,
        counted + other.counted,
        setAside + other.setAside,
        missing.plus(other.missing),
        cutOff.plus(other.cutOff));
  }

  /** Whether each frame that was read was either counted or set aside. */
  public boolean conserved() {
    return read == counted + setAside;
  }

  /** Whether the topic still had all that was to be read, and has all that was. */
  public boolean whole() {
    return missing.isEmpty() && cutOff.isEmpty();
  }

  /**
   * As the metadata of a committed offset; what else is committed follows after a space. What
   * versions before this one do not know is there only if something is missing, and then they leave
   * the partition alone instead of forgetting it.
   */
  public String toMetadata() {
    return "v1 read=%d counted=%d aside=%d".formatted(read, counted, setAside)
        + missing.toMetadata(MISSING)
        + cutOff.toMetadata(CUT_OFF);
  }

  /** What the metadata of a committed offset says, or nothing if another program wrote it. */
  public static Optional<Tally> ofMetadata(String metadata) {
    Matcher matcher = TEXT.matcher(metadata);
    return matcher.matches()
        ? Optional.of(
            new Tally(
                number(matcher, 1),
                number(matcher, 2),
                number(matcher, 3),
                Gap.of(matcher, 4),
                Gap.of(matcher, 7)))
        : Optional.empty();
  }

  private static long number(Matcher matcher, int group) {
    return Long.parseLong(matcher.group(group));
  }
}
