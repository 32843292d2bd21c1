package io.framecount.loader.outcome;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.input.Checkpoint;
import io.framecount.common.input.DamagedInputException;
import io.framecount.common.input.Input;
import io.framecount.common.input.Inputs;
import io.framecount.common.input.LineBatch;
import io.framecount.loader.reject.ErrorLimit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Decides how a run over the inputs ends. Not thread-safe. */
public final class RunOutcome {
  private final ErrorLimit maxErrors;
  private final String sameCommand;
  private final LoadTally tally;
  private final Map<Input, DamagedInputException> damages = new LinkedHashMap<>();
  private final Map<Input, OpenLine> openLines = new LinkedHashMap<>();
  private final List<String> refusals = new ArrayList<>();
  private String loss;

  /**
   * @param maxErrors when to give up
   * @param sameCommand names the command that resumes the load
   */
  public RunOutcome(ErrorLimit maxErrors, String sameCommand, LoadTally tally) {
    this.maxErrors = maxErrors;
    this.sameCommand = sameCommand;
    this.tally = tally;
  }

  /** Returns whether too many lines were rejected to go on. */
  public boolean hopeless() {
    return maxErrors.exceededBy(tally.rejected(), tally.lines());
  }

  /**
   * A last line that has no end yet and is left for the next run.
   *
   * @param unit what it is, a line or an object
   * @param line its number, from 1
   * @param position its start in the decompressed content, in bytes from 0
   * @param bytes how long it is so far
   */
  record OpenLine(String file, @JsonIgnore String unit, long line, long position, long bytes) {
    @Override
    public String toString() {
      return "the last %s of %s (%s %,d, byte %,d) has no end yet; it is left for the next run"
          .formatted(unit, file, unit, line, position);
    }
  }

  /** Notes how an input ended, if it ends with this batch; maybe once more, after an outage. */
  public void ended(LineBatch batch) {
    if (!batch.lastOfInput()) {
      return;
    }
    Input input = batch.input();
    damages.remove(input);
    openLines.remove(input);
    if (batch.damage() != null) {
      damages.put(input, batch.damage());
    } else if (batch.openBytes() > 0) {
      Checkpoint before = batch.after();
      openLines.put(
          input,
          new OpenLine(
              input.name(),
              before.unit().word(),
              before.lines() + 1,
              before.position(),
              batch.openBytes()));
    }
  }

  /** The last lines that were left, in the order of their inputs. */
  List<OpenLine> openLines() {
    return List.copyOf(openLines.values());
  }

  /** Returns what inputs could not be read to their end, and why, a sentence each. */
  List<String> damages() {
    return Stream.concat(refusals.stream(), damages.values().stream().map(Throwable::getMessage))
        .toList();
  }

  /** Notes inputs that were not loaded, in a sentence each. */
  public void refused(Collection<String> sentences) {
    refusals.addAll(sentences);
  }

  /** Notes that what was sent is not there. */
  public void lost(String sentence) {
    loss = sentence;
  }

  /**
   * The code of a run that did what it could.
   *
   * @throws CommandFailure if it failed
   */
  public ExitCode exitCode() {
    if (loss != null) {
      throw new CommandFailure(loss);
    }
    if (!damages().isEmpty()) {
      DamagedInputException first = damages.values().stream().findFirst().orElse(null);
      throw new CommandFailure(damageText(), first);
    }
    if (hopeless()) {
      throw new CommandFailure(
          "gave up after %,d lines, of which %,d were rejected, more than --max-errors %s; what was done is kept, and %s goes on after it"
              .formatted(tally.lines(), tally.rejected(), maxErrors, sameCommand));
    }
    if (tally.interrupted()) {
      return ExitCode.INTERRUPTED;
    }
    return tally.rejected() > 0 || !openLines.isEmpty() ? ExitCode.REJECTED : ExitCode.OK;
  }

  private String damageText() {
    List<String> all = damages();
    return all.size() == 1
        ? all.get(0)
        : "%,d inputs could not be loaded whole: %s".formatted(all.size(), Inputs.listed(all));
  }
}
