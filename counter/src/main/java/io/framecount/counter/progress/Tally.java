package io.framecount.counter.progress;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The fate of the frames of a partition since its count began, in sums. {@link OffsetNote} carries
 * it beside the committed offset, so it is exact across crashes and moves with the partition.
 *
 * @param read frames taken from the topic
 * @param counted frames that were added to a window
 * @param setAside frames that went to the dead-letter topic
 * @param missing offsets that were deleted from the topic before they were read
 * @param cutOff offsets that the topic lost after they were read, and gave to other records
 * @param passedOver records of other types, by the name of the type
 */
public record Tally(
    long read,
    long counted,
    long setAside,
    Gap missing,
    Gap cutOff,
    SortedMap<String, Long> passedOver) {
  public static final Tally NONE = new Tally(0, 0, 0);

  /** Frames of a topic that lost nothing and has no records of other types. */
  public Tally(long read, long counted, long setAside) {
    this(read, counted, setAside, Gap.NONE, Gap.NONE);
  }

  /** Frames of a topic that has no records of other types. */
  public Tally(long read, long counted, long setAside, Gap missing, Gap cutOff) {
    this(read, counted, setAside, missing, cutOff, Collections.emptySortedMap());
  }

  /**
   * Offsets without a record. Each may have held a frame, the mark of a transaction, or a record
   * that was never committed.
   *
   * @param offsets the number of offsets
   * @param first the first of the latest run of consecutive offsets
   * @param last the last of that run
   */
  public record Gap(long offsets, long first, long last) {
    public static final Gap NONE = new Gap(0, -1, -1);

    /** Returns the offsets from the first up to, but without, the end. */
    public static Gap between(long first, long end) {
      return first < end ? new Gap(end - first, first, end - 1) : NONE;
    }

    public boolean isEmpty() {
      return offsets == 0;
    }

    /** Returns the sum with a later gap. */
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
     * Returns a sentence on offsets of a partition that were deleted too early.
     *
     * @param done the work that came too late, such as {@code merged}
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

    /** Returns text such as {@code offsets 7 to 9}, for use in a sentence. */
    private String text() {
      long latest = last - first + 1;
      String range = first == last ? "" + first : first + " to " + last;
      return offsets == latest
          ? (latest == 1 ? "offset " : "offsets ") + range
          : String.format(Locale.ROOT, "%,d offsets (the latest are %s)", offsets, range);
    }
  }

  /** Returns the sum of two tallies. */
  public Tally plus(Tally other) {
    return new Tally(
        read + other.read,
        counted + other.counted,
        setAside + other.setAside,
        missing.plus(other.missing),
        cutOff.plus(other.cutOff),
        sum(other.passedOver));
  }

  private SortedMap<String, Long> sum(SortedMap<String, Long> other) {
    if (other.isEmpty()) {
      return passedOver;
    }
    SortedMap<String, Long> sum = new TreeMap<>(passedOver);
    other.forEach((type, records) -> sum.merge(type, records, Long::sum));
    return sum;
  }

  /** Records of all other types. */
  public long others() {
    return passedOver.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns whether each record that was read was counted, set aside, or passed over. */
  public boolean conserved() {
    return read == counted + setAside + others();
  }

  /** Returns what became of all records, as a sum for people. */
  public String sum() {
    return String.format(Locale.ROOT, "%,d counted + %,d set aside", counted, setAside)
        + (passedOver.isEmpty() ? "" : " + " + othersText());
  }

  /** The records of other types, for people; empty if there are none. */
  public String othersText() {
    return passedOver.isEmpty()
        ? ""
        : passedOver.entrySet().stream()
            .map(type -> String.format(Locale.ROOT, "%s %,d", type.getKey(), type.getValue()))
            .collect(
                Collectors.joining(
                    ", ", String.format(Locale.ROOT, "%,d of other types (", others()), ")"));
  }

  /** Returns whether the topic still had all that was to be read, and has all that was. */
  public boolean whole() {
    return missing.isEmpty() && cutOff.isEmpty();
  }
}
