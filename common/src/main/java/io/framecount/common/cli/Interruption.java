package io.framecount.common.cli;

import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lets a long-running command end in order on Ctrl-C or SIGTERM: the signal sets a flag, and the
 * JVM waits until {@link Cli} has ended the command and printed its messages. The JVM then exits
 * with 128 + the signal's number, which is 130 after Ctrl-C and 143 after SIGTERM; but with the
 * command's own code if the command failed, or if records are missing.
 *
 * <p>Thread-safe; one at a time. The wait is bounded by {@link #PATIENCE_SECONDS}, below the 30 s
 * after which container platforms kill.
 */
public final class Interruption implements AutoCloseable {
  /** Seconds that a signal waits for the command. */
  public static final int PATIENCE_SECONDS = 25;

  private static final AtomicReference<Interruption> CURRENT = new AtomicReference<>();

  private final CompletableFuture<Integer> ended = new CompletableFuture<>();
  private final Thread hook;
  private volatile boolean requested;

  private Interruption(Runnable wakeUp) {
    hook = new Thread(() -> onSignal(wakeUp), "framecount-interruption");
  }

  /**
   * Starts to listen.
   *
   * @param wakeUp called once on the signal's thread, to get the command out of a blocking call
   */
  public static Interruption listen(Runnable wakeUp) {
    Interruption interruption = new Interruption(wakeUp);
    CURRENT.set(interruption);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Returns whether the user, or the platform, wants the command to end. */
  public boolean requested() {
    return requested;
  }

  /**
   * Stops listening. An earlier signal still waits for the end of the command, whose failure must
   * be reported.
   */
  @Override
  public void close() {
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException alreadyShuttingDown) {
        // The signal came at this very moment; the hook waits for the command's end.
      }
    }
  }

  /**
   * Releases a waiting signal: the command has ended with this code, and all messages are printed.
   */
  static void commandEnded(int code) {
    Interruption interruption = CURRENT.getAndSet(null);
    if (interruption != null) {
      interruption.ended.complete(code);
    }
  }

  private void onSignal(Runnable wakeUp) {
    requested = true;
    wakeUp.run();
    OptionalInt code = awaitEnd();
    if (code.isPresent() && isFailure(code.getAsInt())) {
      Runtime.getRuntime().halt(code.getAsInt());
    }
  }

  private OptionalInt awaitEnd() {
    try {
      return OptionalInt.of(ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      System.err.println(
          "Gave up waiting for the work in hand; what was not committed will be done again.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return OptionalInt.empty();
  }

  private static boolean isFailure(int code) {
    return code == ExitCode.FAILED.value()
        || code == ExitCode.USAGE.value()
        || code == ExitCode.REJECTED.value()
        || code == ExitCode.SCHEMA.value();
  }
}
