package io.framecount.loader.convert;

import io.framecount.common.text.Misfit;
import java.util.Locale;

/** Why a record was rejected, for counting. */
public enum Reason {
  /** Not what RFC 8259 calls JSON. */
  BAD_JSON,
  /** Bytes that are not UTF-8. */
  INVALID_UTF8,
  /** Nested deeper than allowed. */
  TOO_DEEP,
  /** JSON, but not an object. */
  NOT_AN_OBJECT,
  /** No member for a field that has no default and cannot be null. */
  MISSING_FIELD,
  /** A member without a field, where that is forbidden. */
  UNKNOWN_FIELD,
  /** Several members for one field, where that is forbidden. */
  REPEATED_FIELD,
  /** The record key is missing, null, or neither text, number nor boolean. */
  NO_KEY,
  /** A value of another JSON type, or text that does not read as the field's type. */
  WRONG_TYPE,
  /** Larger or smaller than the field's type can be. */
  OUT_OF_RANGE,
  /** The field's type cannot hold the number without changing it. */
  INEXACT,
  /** Text that is no date or time. */
  BAD_TIME,
  /** Not one of an enum's symbols. */
  UNKNOWN_SYMBOL,
  /** Not as many bytes as a fixed has, or none at all for a decimal. */
  BAD_LENGTH,
  /** A string with half of a surrogate pair, which UTF-8 cannot write. */
  LONE_SURROGATE,
  /** Fits none of a union's branches. */
  NO_BRANCH,
  /** Unions were tried in vain so often that the line was given up. */
  TOO_AMBIGUOUS;

  static Reason of(Misfit misfit) {
    return switch (misfit) {
      case OUT_OF_RANGE -> OUT_OF_RANGE;
      case INEXACT -> INEXACT;
      case NO_TIME -> BAD_TIME;
    };
  }

  /** The name for messages, headers and metrics, such as {@code wrong-type}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
