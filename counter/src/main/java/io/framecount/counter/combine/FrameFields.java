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
}
