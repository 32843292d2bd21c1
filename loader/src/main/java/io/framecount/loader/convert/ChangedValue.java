package io.framecount.loader.convert;

import java.util.Locale;

/**
 * One way in which records differ from the lines they were made of, to be counted.
 *
 * @param kind what was done
 * @param field its name, with those of the records it is in before it, such as {@code user.nick};
 *     within a record that contains itself, what is before it is the record's name
 * @param value the text that was replaced; null where it was not kept
 */
public record ChangedValue(Kind kind, String field, String value) {
  /** The same whatever the value was. */
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
     * A value is not stored, but another: a text that is not a symbol of the enum became the enum's
     * default, or of several members for one field only one was taken. What a map lost so is
     * counted under the map's own name.
     */
    REPLACED,
    /** Digits were lost: of a number, to the nearest float or double, or of a time, to its unit. */
    ROUNDED,
    /** A time without an offset was taken as UTC. */
    ASSUMED_UTC;

    /** The name for options, messages and metrics, such as {@code assumed-utc}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
