package io.framecount.bench.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.regex.Pattern;

/** Free ports for those that the manual names, which may be taken on the machine of a test. */
record OtherPorts(int counter, int loader, int page) {
  static OtherPorts instead() {
    return new OtherPorts(free(), free(), free());
  }

  /** The same command with ports that are free. */
  String in(String command) {
    return replaced(replaced(replaced(command, 9464, counter), 9465, loader), 9470, page);
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
