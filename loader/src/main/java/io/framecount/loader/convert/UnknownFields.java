package io.framecount.loader.convert;

/** What becomes of JSON members that the schema has no field for. */
public enum UnknownFields {
  /** They are left out, and counted by name. */
  DROP,
  /** They reject the record. */
  FAIL,
  /**
   * They are kept as JSON text in the record's field that has the property {@code
   * "framecount.collect": true}: a string (one JSON object, "{}" if there are none), a nullable
   * string (null if there are none), or a map of strings (name to JSON text). Nested records
   * without such a field leave them out, and count them.
   */
  COLLECT
}
