package io.framecount.local.registry;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class until stdin ends. The parent process holds the other end of stdin and
 * never writes to it. The operating system closes that end when the parent dies in any way, so this
 * process cannot be left behind. The parent also closes it to stop this process.
 *
 * <p>It runs in the child's JVM with nothing but the JDK and the child's own class path.
 */
final class Tethered {
  private static final int PATIENCE_MILLIS = 10_000;

  private Tethered() {}

  /** Takes the name of the main class and its arguments. */
  public static void main(String[] args) throws ReflectiveOperationException {
    startDaemon(Tethered::awaitEnd, "tether");
    try {
      Class.forName(args[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      e.getCause().printStackTrace();
      System.exit(1);
    }
  }

  private static void awaitEnd() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever sent; only the end matters.
      }
    } catch (IOException e) {
      // A broken pipe is an end too.
    }
    startDaemon(Tethered::halt, "tether-halt");
    System.exit(0);
  }

  private static void halt() {
    try {
      Thread.sleep(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }

  private static void startDaemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
