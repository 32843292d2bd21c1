package io.framecount.common.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import org.apache.kafka.common.utils.Utils;

/** Finds out whether anything listens at an address. */
public final class Listener {
  private static final int CONNECT_MILLIS = 3_000;
  private static final int MAX_PORT = 65_535;

  private Listener() {}

  /**
   * Connects and hangs up, within three seconds.
   *
   * @param address {@code HOST:PORT}
   * @return the reason of a failure; empty on success
   */
  public static Optional<String> problemOf(String address) {
    String host = Utils.getHost(address);
    Integer port = Utils.getPort(address);
    if (host == null || port == null || port < 1 || port > MAX_PORT) {
      return Optional.of("'" + address + "' is not HOST:PORT");
    }
    try (Socket socket = new Socket()) {
      InetSocketAddress resolved = new InetSocketAddress(host, port);
      if (resolved.isUnresolved()) {
        return Optional.of("host " + host + " is unknown");
      }
      socket.connect(resolved, CONNECT_MILLIS);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
