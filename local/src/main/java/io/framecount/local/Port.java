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
 * Ports on 127.0.0.1. They are tried before anything starts on them: Kafka answers a busy port by
 * halting the JVM, the registry by a page of stack trace.
 */
final class Port {
  private static final byte[] LOCALHOST = {127, 0, 0, 1};

  /** Above the ports that servers usually have. */
  private static final int LOWEST = 16_384;

  /** Linux begins here; others begin higher. */
  private static final int FIRST_OUTGOING = 32_768;

  private static final int TRIES = 100;

  private Port() {}

  /**
   * The wanted port if nobody listens there, or a free one for 0.
   *
   * @param option what the user would change, such as {@code --kafka-port}
   * @throws CommandFailure if the port is busy
   */
  static int claim(int wanted, String option) {
    return wanted == 0 ? free() : bound(wanted, option);
  }

  /**
   * A free port of those that the system gives to no outgoing connection: one of them could take
   * the port before the server does.
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
