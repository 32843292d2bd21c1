package io.framecount.common.text;

/** Reasons why a text has no value of the wanted kind. */
public enum Misfit {
  /** Out of range. */
  OUT_OF_RANGE,
  /** Too fine for the wanted unit, where nothing may be cut off. */
  INEXACT,
  /** Neither a number nor a time. */
  NO_TIME
}
