package io.framecount.loader.spool;

import io.framecount.common.input.Checkpoint;
import io.framecount.common.input.Input;
import java.io.InputStream;
import java.util.Optional;

/**
 * A run of the spool, as one cluster's load reads it. Its lines are numbered as they came on stdin.
 */
final class SpoolInput implements Input {
  private final SpoolRun run;
  private final String identity;
  private final int reader;

  SpoolInput(SpoolRun run, String spoolId, int reader) {
    this.run = run;
    this.identity = "spool-%s-%d".formatted(spoolId, run.began);
    this.reader = reader;
  }

  @Override
  public String name() {
    return run.name();
  }

  @Override
  public long size() {
    return -1;
  }

  @Override
  public InputStream open() {
    return openAt(run.earliest().position());
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public Optional<String> identity() {
    return Optional.of(identity);
  }

  @Override
  public Checkpoint earliest() {
    return run.earliest();
  }

  @Override
  public InputStream openAt(long position) {
    return new RunStream(run, position);
  }

  @Override
  public void committed(Checkpoint upTo, boolean complete) {
    run.loaded(reader, upTo.position());
  }
}
