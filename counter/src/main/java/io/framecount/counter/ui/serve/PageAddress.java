package io.framecount.counter.ui.serve;

import java.util.Set;

/**
 * Address of the page.
 *
 * @param host address to listen at; 0.0.0.0 for all of this machine
 * @param port 0 for any free port
 * @param names host names under which browsers may ask for the page, besides the local ones
 */
public record PageAddress(String host, int port, Set<String> names) {
  /** The address that is reachable from this machine only. */
  public static final String LOOPBACK = "127.0.0.1";

  private static final Set<String> ALL = Set.of("0.0.0.0", "::", "[::]");

  public PageAddress {
    names = Set.copyOf(names);
  }

  /** On this machine only. */
  public static PageAddress loopback(int port) {
    return new PageAddress(LOOPBACK, port, Set.of());
  }

  /** The host as it stands in URLs of this machine's browsers. */
  String inUrl() {
    return ALL.contains(host) ? LOOPBACK : bracketed();
  }

  @Override
  public String toString() {
    return "%s:%d".formatted(bracketed(), port);
  }

  private String bracketed() {
    return host.contains(":") && !host.startsWith("[") ? "[%s]".formatted(host) : host;
  }
}
