package io.framecount.counter.metrics;

import io.framecount.counter.merge.Merger;
import io.framecount.counter.progress.Tally;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Progress of this process, for the page. Written by its threads, read by others. */
public final class RunState implements CountMonitor {
  private final CounterHealth health = new CounterHealth(System::nanoTime);
  private volatile LongSupplier late = () -> 0;
  private volatile Moment moment = new Moment(Tally.NONE, 0);

  /** A consistent snapshot. */
  private record Moment(Tally committed, long lag) {}

  /**
   * A look at it.
   *
   * @param problem why it does not count, if it does not
   * @param waiting why it does not count yet
   * @param committed frames of this run
   * @param late frames of this run that came after their windows' state was given up
   */
  public record Snapshot(
      Optional<String> problem, Optional<String> waiting, Tally committed, long lag, long late) {}

  public Snapshot snapshot() {
    Moment now = moment;
    return new Snapshot(
        health.illness(), health.waiting(), now.committed, now.lag, late.getAsLong());
  }

  @Override
  public void watch(Merger merger) {
    health.watch(merger::failed);
    late = merger::lateFrames;
  }

  @Override
  public void merging() {
    health.joined(true);
    health.committed();
  }

  @Override
  public void closed() {
    health.joined(false);
  }

  @Override
  public void joined() {
    health.joined(true);
  }

  @Override
  public void round(Tally tally, Tally committed, long lag, int windows) {
    health.round(tally, committed, lag);
    moment = new Moment(committed, lag);
  }

  @Override
  public void committed(long nanos, long oldestMillis) {
    health.committed();
  }
}
