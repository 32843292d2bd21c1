package io.framecount.counter.frame;

import java.util.Optional;

/**
 * Which fields of a frame are counted by, as {@link FieldNames} finds them.
 *
 * @param time the field that says when
 * @param unique the field whose distinct values are counted
 * @param by the field whose values are counted apart, if any
 */
public record WantedFields(String time, String unique, Optional<String> by) {

  /** Without groups. */
  public WantedFields(String time, String unique) {
    this(time, unique, Optional.empty());
  }
}
