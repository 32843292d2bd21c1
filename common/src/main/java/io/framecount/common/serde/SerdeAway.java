package io.framecount.common.serde;

import io.framecount.common.cli.CommandFailure;

/** A serde could not ask its registry; no reason to give up a record. */
public final class SerdeAway extends CommandFailure {
  private static final long serialVersionUID = 1L;

  SerdeAway(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
