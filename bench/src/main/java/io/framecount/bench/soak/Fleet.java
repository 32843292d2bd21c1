package io.framecount.bench.soak;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** The running counters. None may end by itself. Used by one thread. */
final class Fleet implements AutoCloseable {
  /** Exit code of a counter that was asked to end by SIGTERM. */
  private static final int TERMINATED = 143;

  private static final long START_SECONDS = 180;

  private final Path directory;
  private final String registry;
  private final List<String> args;
  private final SplittableRandom random;
  private final List<CounterProcess> running = new ArrayList<>();
  private final List<Frozen> frozen = new ArrayList<>();
  private int starts;
  private int kills;
  private int stops;
  private int wakes;

  private record Frozen(CounterProcess counter, long wakeNanos) {}

  Fleet(Path directory, String registry, List<String> args, SplittableRandom random) {
    this.directory = directory;
    this.registry = registry;
    this.args = args;
    this.random = random;
  }

  /** Starts counters until the wanted number runs, not counting frozen ones. */
  void fill(int wanted) {
    while (running.size() < wanted) {
      running.add(start("counter-" + ++starts, args));
    }
  }

  /** Starts another command that is not part of the fleet. */
  CounterProcess start(String name, List<String> command) {
    return CounterProcess.start(name, directory, registry, command);
  }

  void killOne() throws InterruptedException {
    CounterProcess counter = take();
    say("kill " + counter.name());
    counter.kill();
    kills++;
  }

  void stopOne() throws InterruptedException {
    stop(take());
  }

  /** Freezes a counter for some seconds. */
  void freezeOne(int seconds) throws InterruptedException {
    CounterProcess counter = take();
    awaitCounting(counter);
    say("freeze %s for %d s".formatted(counter.name(), seconds));
    counter.freeze();
    frozen.add(new Frozen(counter, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds)));
  }

  /** Wakes the counters whose time has come. */
  void wakeDue() throws InterruptedException {
    for (Frozen zombie : List.copyOf(frozen)) {
      if (System.nanoTime() - zombie.wakeNanos >= 0) {
        say("wake " + zombie.counter.name());
        zombie.counter.thaw();
        wakes++;
        frozen.remove(zombie);
        running.add(zombie.counter);
      }
    }
  }

  boolean anyFrozen() {
    return !frozen.isEmpty();
  }

  /** Waits until all running counters are past their start. */
  void awaitAllCounting() throws InterruptedException {
    for (CounterProcess counter : running) {
      awaitCounting(counter);
    }
  }

  /**
   * Fails if a counter has ended by itself.
   *
   * @throws SoakFailure with its messages
   */
  void requireRunning() {
    for (CounterProcess counter : running) {
      if (!counter.running()) {
        throw new SoakFailure(
            "%s ended by itself; it said:%n%s".formatted(counter.name(), counter.stderr()));
      }
    }
  }

  void stopAll() throws InterruptedException {
    while (!running.isEmpty()) {
      stop(running.remove(0));
    }
  }

  String summary() {
    return "%d starts, %d kills, %d stops, %d wakes".formatted(starts, kills, stops, wakes);
  }

  private void stop(CounterProcess counter) throws InterruptedException {
    say("stop " + counter.name());
    int code = counter.stop();
    stops++;
    if (code != TERMINATED) {
      throw new SoakFailure(
          "%s ended with code %d; it said:%n%s".formatted(counter.name(), code, counter.stderr()));
    }
  }

  private CounterProcess take() {
    return running.remove(random.nextInt(running.size()));
  }

  private static void awaitCounting(CounterProcess counter) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!counter.counting()) {
      if (!counter.running() || System.nanoTime() - deadline > 0) {
        throw new SoakFailure(
            "%s does not count; it said:%n%s".formatted(counter.name(), counter.stderr()));
      }
      Thread.sleep(100);
    }
  }

  private static void say(String what) {
    System.err.println(what);
  }

  @Override
  public void close() {
    for (ProcessHandle child : ProcessHandle.current().children().toList()) {
      child.destroyForcibly();
    }
  }
}
