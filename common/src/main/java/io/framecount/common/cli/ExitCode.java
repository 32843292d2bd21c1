package io.framecount.common.cli;

/** The exit codes of both commands. The README lists the same codes; a test compares the two. */
public enum ExitCode {
  /** All frames delivered, or all results shown. */
  OK(0),
  /** Something failed; the message says what. */
  FAILED(1),
  /** The command line itself is wrong; nothing was done. */
  USAGE(2),
  /**
   * Finished, but some records were rejected or set aside, are missing in a second cluster, or lie
   * behind an open transaction, so that nobody can tell.
   */
  REJECTED(3),
  /** A schema is missing or incompatible; nothing was sent. */
  SCHEMA(4),
  /** Ended by a signal, progress saved. */
  INTERRUPTED(130);

  private final int value;

  ExitCode(int value) {
    this.value = value;
  }

  /** The number the operating system sees. */
  public int value() {
    return value;
  }
}
