package io.framecount.counter.combine;

/** The wanted fields of one frame; one object is filled again and again. */
final class FrameFields {
  /** When, in epoch milliseconds. */
  long time;

  /** In which unit the record has it: 1 for milliseconds, 1,000 for microseconds. */
  long unitsPerMilli = 1;

  /**
   * Who: {@link #userLength} bytes of this array, often the record's, from {@link #userFrom} on.
   */
  byte[] user;

  int userFrom;

  int userLength;

  /** Where the digits are put of a user that is a number. */
  final byte[] digits = new byte[NumberText.MOST_DIGITS];

  /** Of which group, if frames are grouped: a value that this can make text of. */
  GroupText group;

  /** Where the value lies: {@link #groupLength} bytes of the record from here on. */
  int groupFrom;

  int groupLength;
}
