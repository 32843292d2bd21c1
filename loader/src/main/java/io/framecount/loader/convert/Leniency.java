package io.framecount.loader.convert;

import java.util.Locale;

/** A reading of values that strict JSON, or a strict reading of the schema, does not have. */
public enum Leniency {
  /**
   * An empty text is null where the field can be null and takes no empty text: it is neither a
   * string nor bytes.
   */
  EMPTY_AS_NULL,
  /**
   * A boolean may be written as 1 or 0, or as a text, in upper or lower case: true, t, yes, y, on,
   * 1 or false, f, no, n, off, 0.
   */
  LENIENT_BOOLEANS,
  /**
   * NaN, Infinity and -Infinity are numbers, for float and double. NaN is null where the field can
   * be null and is neither.
   */
  ALLOW_NAN,
  /** Values may be wrapped as MongoDB's tools write them, such as {@code {"$numberLong": "5"}}. */
  EXTENDED_JSON;

  /** Returns the option that allows it. */
  public String option() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
