package io.framecount.bench.page;

import io.framecount.counter.ui.follow.CountWatch;
import io.framecount.counter.ui.follow.CountsFollower;
import io.framecount.counter.ui.serve.CountSource;
import io.framecount.counter.ui.serve.PageServer;
import io.framecount.counter.ui.store.CountRow;
import io.framecount.counter.ui.store.CountStore;
import io.framecount.counter.window.WindowSize;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Serves a year of minutes to viewers while the newest change, and prints the cost: {@code PageLoad
 * VIEWERS SECONDS}. A tenth of the viewers never read.
 */
public final class PageLoad {
  private static final int YEAR = 525_600;
  private static final long MINUTE = 60_000;
  private static final int CHANGES = 300;
  private static final long PAUSE_MILLIS = 250;

  private final CountStore store = new CountStore();
  private final long began = System.nanoTime();

  private PageLoad() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    new PageLoad().run(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
  }

  private void run(int viewers, int seconds) throws IOException, InterruptedException {
    Random random = new Random(1);
    long before = heap();
    for (int i = 0; i < YEAR; i++) {
      put(i, 1_000 + random.nextInt(4_000));
    }
    say("a year of minutes takes %.1f MB", (heap() - before) / 1e6);
    try (PageServer server = PageServer.start(0, source())) {
      URI page = URI.create(server.url());
      for (String range : List.of("all", "from=31449600")) {
        ask(page, range);
      }
      List<Follower> followers = new ArrayList<>();
      for (int i = 0; i < viewers; i++) {
        followers.add(Follower.start(page, i % 10 != 9, this::now));
      }
      long idle = heap();
      change(seconds);
      say(
          "%d viewers, %d of them stuck, with %d changes a second: %.1f MB more",
          viewers, viewers / 10, CHANGES * 1_000 / PAUSE_MILLIS, (heap() - idle) / 1e6);
      report(followers);
      ask(page, "all");
    }
  }

  private void report(List<Follower> followers) {
    List<Long> delays = new ArrayList<>();
    int events = 0;
    for (Follower follower : followers) {
      delays.addAll(follower.delays());
      events += follower.delays().size();
    }
    delays.sort(null);
    if (delays.isEmpty()) {
      throw new IllegalStateException("no viewer saw anything");
    }
    say(
        "%d events seen, after %d ms (median), %d ms (99%%), %d ms (last)",
        events,
        delays.get(delays.size() / 2),
        delays.get(delays.size() * 99 / 100),
        delays.get(delays.size() - 1));
  }

  private void change(int seconds) throws InterruptedException {
    long end = now() + seconds * 1_000L;
    while (now() < end) {
      for (int i = 0; i < CHANGES; i++) {
        put(YEAR - i, now());
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private static void ask(URI page, String range) throws IOException, InterruptedException {
    URI question = page.resolve("api/windows?window=minute&" + range);
    var request = HttpRequest.newBuilder(question).header("Accept-Encoding", "gzip").build();
    long start = System.nanoTime();
    byte[] body = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray()).body();
    say("range %s: %,d bytes in %.0f ms", range, body.length, (System.nanoTime() - start) / 1e6);
  }

  private CountSource source() {
    var progress = new CountsFollower.Progress(1, true, 0, Optional.empty());
    var sight =
        new CountWatch.GroupStatus(
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalInt.empty(),
            true);
    return new CountSource("counts", store, () -> progress, () -> sight, Optional.empty());
  }

  private void put(int minute, long frames) {
    var key = new CountRow.Key(WindowSize.MINUTE, "", minute * MINUTE);
    long users = frames * 9 / 10;
    store.put(
        new CountRow(
            key, key.start() + MINUTE, frames, users, users, users, 1, true, minute < YEAR - 9));
  }

  /** Returns milliseconds since the start, which are sent as numbers of frames. */
  private long now() {
    return (System.nanoTime() - began) / 1_000_000;
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
