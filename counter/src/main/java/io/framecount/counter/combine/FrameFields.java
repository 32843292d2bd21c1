package io.framecount.counter.combine;

/** The wanted fields of one frame; one object is filled again and again. */
final class FrameFields {
  /** When, in epoch milliseconds. */
  long time;

  /** In which unit the record has it: 1 for milliseconds, 1,000 for microseconds. */
  long unitsPerMilli = 1;

  /** Who: {@link #userLength} bytes of the record from {@link #userFrom} on. */
  int userFrom;

  int userLength;

  /** Of which group, if frames are grouped: a value that this can make text of. */
  GroupText group;

  /** Where the value lies: {@link #groupLength} bytes of the record from here on. */
  int groupFrom;

  int groupLength;
}
