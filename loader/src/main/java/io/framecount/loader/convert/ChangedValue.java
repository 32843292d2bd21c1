package io.framecount.loader.convert;

import java.util.Locale;

/**
 * A way in which records differ from their lines, to be counted.
 *
 * @param kind the kind of change
 * @param field its path, such as {@code user.nick}; within a record that contains itself, the
 *     record's name and its own
 * @param value the text that was replaced; null if it was not kept
 */
public record ChangedValue(Kind kind, String field, String value) {
  /** Returns this change without the value. */
  public ChangedValue ofField() {
    return value == null ? this : new ChangedValue(kind, field, null);
  }

  /** The kinds of changes that turn a line into a record. */
  public enum Kind {
    /**
     * A member was left out, since no field takes it. Counted each time its name is seen, in
     * rejected lines and repetitions within one object, too.
     */
    DROPPED,
    /** A field that the line lacks took the schema's default, or null. */
    DEFAULTED,
    /**
     * Another value is stored: text that is not a symbol of the enum became the enum's default, or
     * only one of several members for a field was taken. Losses of a map are counted under the
     * map's own name.
     */
    REPLACED,
    /** Digits were lost: of a number, to the nearest float or double, or of a time, to its unit. */
    ROUNDED,
    /** A time without an offset was taken as UTC. */
    ASSUMED_UTC,
    /**
     * A local time that the clocks of the zone skip was moved forward, or the first of two was
     * taken that they show.
     */
    CLOCK_CHANGE,
    /**
     * The same value is stored in another form than it is written: by a {@link Leniency}, or a UUID
     * as its usual text.
     */
    RECAST;

    /** The name for options, messages and metrics, such as {@code assumed-utc}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
