package io.framecount.counter.frame.field;

/** The wanted fields of one frame; one object is filled again and again. */
public final class FrameFields {
  public static final long MILLI_NANOS = 1_000_000;

  /** When, in epoch milliseconds. */
  public long time;

  /** In which unit the record has it: so many nanoseconds. */
  public long unitNanos = MILLI_NANOS;

  /**
   * Who: {@link #userLength} bytes of this array, often the record's, from {@link #userFrom} on.
   */
  public byte[] user;

  public int userFrom;

  public int userLength;

  /** Where the digits are put of a user that is a number. */
  final byte[] digits = new byte[CanonicalNumber.MOST_DIGITS];

  /** Of which group, if frames are grouped: a value that this can make text of. */
  public GroupText group;

  /** Where the value lies: {@link #groupLength} bytes of the record from here on. */
  public int groupFrom;

  public int groupLength;
}
