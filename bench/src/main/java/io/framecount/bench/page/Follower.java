package io.framecount.bench.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One viewer of events; a stuck one reads nothing. */
final class Follower {
  private static final Pattern FRAMES = Pattern.compile("\"f\":\\[(?:\\d+,)*(\\d+)]");
  private static final int SMALL_BUFFER = 8 << 10;

  private final Socket socket = new Socket();
  private final LongSupplier clock;
  private final List<Long> delays = new ArrayList<>();

  private Follower(LongSupplier clock) {
    this.clock = clock;
  }

  /**
   * Begins to follow.
   *
   * @param clock clock in milliseconds, like the numbers of frames
   */
  static Follower start(URI page, boolean reads, LongSupplier clock) throws IOException {
    Follower follower = new Follower(clock);
    if (!reads) {
      follower.socket.setReceiveBufferSize(SMALL_BUFFER);
    }
    follower.socket.connect(new InetSocketAddress(page.getHost(), page.getPort()));
    String request = "GET /api/events?window=minute HTTP/1.1\r\nHost: localhost\r\n\r\n";
    follower.socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    if (reads) {
      Thread thread = new Thread(follower::read, "follower");
      thread.setDaemon(true);
      thread.start();
    }
    return follower;
  }

  /** Returns the age of each event when it was seen, in milliseconds. */
  List<Long> delays() {
    synchronized (delays) {
      return List.copyOf(delays);
    }
  }

  private void read() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher frames = FRAMES.matcher(line);
        if (frames.find()) {
          synchronized (delays) {
            delays.add(clock.getAsLong() - Long.parseLong(frames.group(1)));
          }
        }
      }
    } catch (IOException e) {
      // The server has closed, which ends the measurement.
      return;
    }
  }
}
