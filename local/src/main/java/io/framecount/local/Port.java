package io.framecount.local;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports on 127.0.0.1 and tries them before a server starts there: on a busy port, Kafka halts
 * the JVM, and the registry prints a page of stack trace.
 */
final class Port {
  private static final byte[] LOCALHOST = {127, 0, 0, 1};

  /** The lowest port to try, above those that servers usually have. */
  private static final int LOWEST = 16_384;

  /** The first port that Linux gives to outgoing connections; other systems begin higher. */
  private static final int FIRST_OUTGOING = 32_768;

  private static final int TRIES = 100;

  private Port() {}

  /**
   * Returns the wanted port if nobody listens there, or a free one for 0.
   *
   * @param option the option to change if it is busy, such as {@code --kafka-port}
   * @throws CommandFailure if the port is busy
   */
  static int claim(int wanted, String option) {
    return wanted == 0 ? free() : bound(wanted, option);
  }

  /**
   * Returns a free port outside the range of outgoing connections, one of which could take it
   * before the server does.
   */
  private static int free() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, FIRST_OUTGOING);
      try (ServerSocket socket = bind(port)) {
        return socket.getLocalPort();
      } catch (IOException busy) {
        // The next one, then.
      }
    }
    return bound(0, "");
  }

  private static int bound(int wanted, String option) {
    try (ServerSocket socket = bind(wanted)) {
      return socket.getLocalPort();
    } catch (BindException e) {
      throw new CommandFailure(
          "port %d on 127.0.0.1 is busy; stop what listens there, or choose another with %s (0 takes a free one)"
              .formatted(wanted, option),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      // As servers do, so that connections which linger after a restart are no obstacle.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOCALHOST), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
