package io.framecount.loader.spool;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.input.Input;
import io.framecount.loader.command.option.OutageOptions.SpoolOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Stdin with a queue on disk behind it: lines are kept until they are loaded into every cluster,
 * over any number of runs. Each run is an input of its own, known by the spool's name and the time
 * the run began, so its progress is exact although its start is deleted as it is loaded.
 *
 * <p>Thread-safe.
 */
public final class Spool implements AutoCloseable {
  private static final long LARGEST_SEGMENT = 64L * 1024 * 1024;
  private static final long ROOM_POLL_MILLIS = 50;

  private final SpoolHome home;
  private final List<SpoolRun> runs;
  private final StdinPump pump;
  private final long maxBytes;
  private final PrintWriter err;
  private boolean full;

  private Spool(
      SpoolHome home,
      SpoolScan left,
      SpoolOptions options,
      Input stdin,
      int readers,
      PrintWriter err) {
    this.home = home;
    this.err = err;
    maxBytes = options.maxBytes();
    SpoolRun now = new SpoolRun(Math.max(System.currentTimeMillis(), left.newest() + 1), readers);
    runs = new ArrayList<>(left.runs());
    runs.add(now);
    long segmentBytes = Math.min(LARGEST_SEGMENT, maxBytes / 4);
    pump = new StdinPump(stdin, new SpoolWriter(home, now, segmentBytes), now, this::awaitRoom);
  }

  /**
   * Opens a spool and reports its content. Takes nothing from stdin yet.
   *
   * @param stdin the input to keep
   * @param readers number of clusters that it is loaded into
   * @throws CommandFailure if it can't be used
   */
  public static Spool open(
      SpoolOptions options, String topic, Input stdin, int readers, PrintWriter err) {
    SpoolHome home = null;
    try {
      home = SpoolHome.open(options.directory(), topic);
      SpoolScan left = SpoolScan.of(home.directory(), readers);
      Spool spool = new Spool(home, left, options, stdin, readers, err);
      spool.tell(left);
      return spool;
    } catch (IOException | RuntimeException e) {
      if (home != null) {
        home.close();
      }
      if (e instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new CommandFailure("cannot use %s as a spool: %s".formatted(options.directory(), e), e);
    }
  }

  /** Returns what is to be loaded, oldest first; the last has no end until stdin has. */
  public List<Input> inputs(int reader) {
    return runs.stream().map(run -> (Input) new SpoolInput(run, home.id(), reader)).toList();
  }

  /** Begins to take what comes on stdin. */
  public void start() {
    pump.start();
  }

  /** Takes no more, and says what is left for the next run. */
  @Override
  public void close() {
    try {
      pump.stop();
    } catch (IOException e) {
      err.println("cannot close the spool in %s: %s".formatted(home.directory(), e.getMessage()));
    } finally {
      home.close();
    }
    long left = fileBytes();
    if (left > 0) {
      err.println(
          "%,d bytes are left in the spool in %s; the next load with it begins with them"
              .formatted(left, home.directory()));
    }
  }

  private void tell(SpoolScan left) {
    if (left.cutBytes() > 0) {
      err.println(
          "the spool in %s was not written to its end; the last %,d bytes are no whole lines and were cut off"
              .formatted(home.directory(), left.cutBytes()));
    }
    if (!left.runs().isEmpty()) {
      err.println(
          "%,d bytes are in the spool in %s from before; they are loaded first"
              .formatted(fileBytes(), home.directory()));
    }
  }

  private long fileBytes() {
    return runs.stream().mapToLong(SpoolRun::fileBytes).sum();
  }

  /** The next block may go beyond the bound, by its own size. */
  private void awaitRoom() throws InterruptedException {
    while (fileBytes() >= maxBytes) {
      if (!full) {
        full = true;
        err.println(
            "the spool in %s is full (--spool-max-bytes %,d); stdin waits"
                .formatted(home.directory(), maxBytes));
      }
      TimeUnit.MILLISECONDS.sleep(ROOM_POLL_MILLIS);
    }
    if (full) {
      full = false;
      err.println("the spool has room again; stdin goes on");
    }
  }
}
