package io.framecount.local;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Ports on 127.0.0.1. They are tried before anything starts on them: Kafka answers a busy port by
 * halting the JVM, the registry by a page of stack trace.
 */
final class Port {
  private static final byte[] LOCALHOST = {127, 0, 0, 1};

  private Port() {}

  /**
   * The wanted port if nobody listens there, or a free one for 0.
   *
   * @param option what the user would change, such as {@code --kafka-port}
   * @throws CommandFailure if the port is busy
   */
  static int claim(int wanted, String option) {
    try (ServerSocket socket = new ServerSocket()) {
      // As servers do, so that connections which linger after a restart are no obstacle.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOCALHOST), wanted));
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
}
