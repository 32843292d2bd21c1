package io.framecount.e2e.manual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.regex.Pattern;

/** Free ports instead of those in the manual, which may be taken on the machine of a test. */
record OtherPorts(int counter, int loader, int page, int kafka, int registry) {
  static OtherPorts instead() {
    return new OtherPorts(free(), free(), free(), free(), free());
  }

  /** Returns a command with free ports, also where it names none. */
  String in(String command) {
    String named = replaced(replaced(replaced(command, 9464, counter), 9465, loader), 9470, page);
    return named
        .replaceFirst(
            "^bin/local\\b", "$0 --kafka-port %d --registry-port %d".formatted(kafka, registry))
        .replaceFirst("^bin/counter ui\\b", "$0 --ui-port " + page);
  }

  private static String replaced(String command, int documented, int other) {
    return Pattern.compile("\\b" + documented + "\\b")
        .matcher(command)
        .replaceAll(Integer.toString(other));
  }

  private static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
