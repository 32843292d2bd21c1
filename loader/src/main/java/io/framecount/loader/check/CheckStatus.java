package io.framecount.loader.check;

import java.util.Locale;

/** What a look at something came to. */
enum CheckStatus {
  OK,
  /** It could not be looked at, or nothing can be told from here. */
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
