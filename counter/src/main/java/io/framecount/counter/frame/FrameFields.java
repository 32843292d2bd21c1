package io.framecount.counter.frame;

/** The wanted fields of one frame; one object is filled again and again. */
public final class FrameFields {
  /** When, in epoch milliseconds. */
  public long time;

  /** In which unit the record has it: 1 for milliseconds, 1,000 for microseconds. */
  public long unitsPerMilli = 1;

  /**
   * Who: {@link #userLength} bytes of this array, often the record's, from {@link #userFrom} on.
   */
  public byte[] user;

  public int userFrom;

  public int userLength;

  /** Where the digits are put of a user that is a number. */
  final byte[] digits = new byte[NumberText.MOST_DIGITS];

  /** Of which group, if frames are grouped: a value that this can make text of. */
  public GroupText group;

  /** Where the value lies: {@link #groupLength} bytes of the record from here on. */
  public int groupFrom;

  public int groupLength;
}
