package io.framecount.loader.load;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.loader.input.InputDamaged;
import io.framecount.loader.reject.RejectOptions;

/** How a run over the inputs ends. Not thread-safe. */
final class Verdict {
  private final RejectOptions rejects;
  private final String sameCommand;
  private final LoadTally tally;
  private InputDamaged damage;
  private String loss;

  /**
   * @param sameCommand what goes on with the load, in words
   */
  Verdict(RejectOptions rejects, String sameCommand, LoadTally tally) {
    this.rejects = rejects;
    this.sameCommand = sameCommand;
    this.tally = tally;
  }

  /** Whether too many lines were rejected to go on. */
  boolean hopeless() {
    return rejects.maxErrors().exceededBy(tally.rejected(), tally.lines());
  }

  /** Notes that an input could not be read to its end. */
  void damaged(InputDamaged reason) {
    damage = reason;
  }

  /** Notes that what was sent is not there. */
  void lost(String sentence) {
    loss = sentence;
  }

  /**
   * The code of a run that did what it could.
   *
   * @throws CommandFailure if it failed
   */
  ExitCode exitCode() {
    if (loss != null) {
      throw new CommandFailure(loss);
    }
    if (damage != null) {
      throw new CommandFailure(damage.getMessage(), damage);
    }
    if (hopeless()) {
      throw new CommandFailure(
          "gave up after %,d lines, of which %,d were rejected, more than --max-errors %s; what was done is kept, and %s goes on after it"
              .formatted(tally.lines(), tally.rejected(), rejects.maxErrors(), sameCommand));
    }
    if (tally.interrupted()) {
      return ExitCode.INTERRUPTED;
    }
    return tally.rejected() > 0 ? ExitCode.REJECTED : ExitCode.OK;
  }
}
