package io.framecount.loader.check;

import java.util.Locale;

/** The outcome of a check. */
enum CheckStatus {
  OK,
  /** The check was not possible, or gave no answer. */
  UNKNOWN,
  /** A load would work, but not as one may think. */
  WARNING,
  /** A load would fail. */
  FAILED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
