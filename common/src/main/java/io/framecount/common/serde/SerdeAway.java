package io.framecount.common.serde;

import io.framecount.common.cli.CommandFailure;

/** A failure of a serde whose registry is unavailable; no reason to give up a record. */
public final class SerdeAway extends CommandFailure {
  private static final long serialVersionUID = 1L;

  SerdeAway(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
