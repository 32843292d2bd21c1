package io.framecount.loader.load;

import io.framecount.common.cli.ExitCode;

/**
 * How a load into one cluster ended.
 *
 * @param damage what of the inputs could not be read, as a sentence; null if all could
 */
record LoadResult(LoadSummary summary, String damage) {
  ExitCode exitCode() {
    if (summary.interrupted()) {
      return ExitCode.INTERRUPTED;
    }
    return summary.rejected() > 0 || summary.lossy() ? ExitCode.REJECTED : ExitCode.OK;
  }
}
