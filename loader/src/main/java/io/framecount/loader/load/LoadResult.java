package io.framecount.loader.load;

import io.framecount.common.cli.ExitCode;

/** How a load into one cluster ended. */
record LoadResult(LoadSummary summary, RunOutcome verdict) {
  /**
   * The code of a run that did what it could.
   *
   * @throws io.framecount.common.cli.CommandFailure if it failed
   */
  ExitCode exitCode() {
    ExitCode code = verdict.exitCode();
    return code == ExitCode.OK && summary.lossy() ? ExitCode.REJECTED : code;
  }
}
