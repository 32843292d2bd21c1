package io.framecount.common.compatibility;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A subject's requirement for new versions; the names are those of the registries. */
public enum CompatibilityLevel {
  NONE(false, false, false),
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean backward;
  private final boolean forward;
  private final boolean transitive;

  CompatibilityLevel(boolean backward, boolean forward, boolean transitive) {
    this.backward = backward;
    this.forward = forward;
    this.transitive = transitive;
  }

  /** Returns the directions in which records must be readable; empty for {@link #NONE}. */
  public Set<Direction> directions() {
    Set<Direction> directions = EnumSet.noneOf(Direction.class);
    if (backward) {
      directions.add(Direction.BACKWARD);
    }
    if (forward) {
      directions.add(Direction.FORWARD);
    }
    return directions;
  }

  /** Returns whether all versions count, not only the latest. */
  public boolean transitive() {
    return transitive;
  }

  /** Returns the level with a registry's name for it, if it is one of these. */
  public static Optional<CompatibilityLevel> of(String name) {
    String wanted = name.strip().toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(level -> level.name().equals(wanted)).findFirst();
  }

  /** The direction in which records are read: old by new, or new by old. */
  public enum Direction {
    /** Readers of the new schema read what the old one wrote. */
    BACKWARD,
    /** Readers of the old schema read what the new one writes. */
    FORWARD;

    /** Returns the direction's name in JSON. */
    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
