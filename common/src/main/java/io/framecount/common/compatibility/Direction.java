package io.framecount.common.compatibility;

/** The direction in which records are read: old by new, or new by old. */
public enum Direction {
  /** Readers of the new schema read what the old one wrote. */
  BACKWARD,
  /** Readers of the old schema read what the new one writes. */
  FORWARD;

  /** As JSON has it. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
