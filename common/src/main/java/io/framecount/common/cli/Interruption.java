package io.framecount.common.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a long-running command end in order on Ctrl-C or SIGTERM: the signal sets a flag, and the
 * JVM waits until the command has seen it and closed this. The JVM then exits with 128 + the
 * signal's number, so 130 after Ctrl-C.
 *
 * <p>Thread-safe. The wait is bounded by {@link #PATIENCE_SECONDS}, below the 30 s after which
 * container platforms kill.
 */
public final class Interruption implements AutoCloseable {
  /** How long a signal waits for the command, in seconds. */
  public static final int PATIENCE_SECONDS = 25;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean requested;

  private Interruption(Runnable wakeUp) {
    hook =
        new Thread(
            () -> {
              requested = true;
              wakeUp.run();
              awaitFinish();
            },
            "framecount-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts to listen.
   *
   * @param wakeUp called once on the signal's thread, to get the command out of a blocking call
   */
  public static Interruption listen(Runnable wakeUp) {
    return new Interruption(wakeUp);
  }

  /** Whether the user, or the platform, wants the command to end. */
  public boolean requested() {
    return requested;
  }

  /** Says that the command has finished its work; call it last. */
  @Override
  public void close() {
    finished.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException alreadyShuttingDown) {
        // The signal came at this very moment; the hook finds the latch open.
      }
    }
  }

  private void awaitFinish() {
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(
            "Gave up waiting for the work in hand; what was not committed will be done again.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
