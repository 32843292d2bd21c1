package io.framecount.common.text;

/** Why text has no value of the wanted kind. */
public enum Misfit {
  /** Larger or smaller than can be. */
  OUT_OF_RANGE,
  /** Finer than can be, where nothing may be cut off. */
  INEXACT,
  /** Neither a number nor a time. */
  NO_TIME
}
