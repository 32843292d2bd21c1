package io.framecount.loader.outcome;

import io.framecount.common.cli.ExitCode;

/** The outcome of a load into one cluster. */
public record LoadResult(LoadSummary summary, RunOutcome verdict) {
  /**
   * The code of a run that did what it could.
   *
   * @throws io.framecount.common.cli.CommandFailure if it failed
   */
  public ExitCode exitCode() {
    ExitCode code = verdict.exitCode();
    return code == ExitCode.OK && summary.lossy() ? ExitCode.REJECTED : code;
  }
}
