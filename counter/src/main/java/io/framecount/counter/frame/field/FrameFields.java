package io.framecount.counter.frame.field;

/** The wanted fields of one frame; one object is filled again and again. */
public final class FrameFields {
  public static final long MILLI_NANOS = 1_000_000;

  /** Time of the frame, in epoch milliseconds. */
  public long time;

  /** Unit of the time in the record, in nanoseconds. */
  public long unitNanos = MILLI_NANOS;

  /**
   * The user: {@link #userLength} bytes of this array, often the record's, from {@link #userFrom}
   * on.
   */
  public byte[] user;

  public int userFrom;

  public int userLength;

  /** Which of the values within others were found; see {@link NestedStep}. */
  int found;

  /** Room for the digits of a user that is a number. */
  final byte[] digits = new byte[CanonicalNumber.MOST_DIGITS];

  /** Makes text of the value of the group, if frames are grouped. */
  public GroupText group;

  /** Start of the value of the group: {@link #groupLength} bytes of the record from here on. */
  public int groupFrom;

  public int groupLength;
}
