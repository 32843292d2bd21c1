package io.framecount.loader.spool;

import io.framecount.common.input.ByteSource;
import io.framecount.common.input.Input;
import io.framecount.common.input.shape.Shape;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Carries stdin into the spool on a thread of its own, whole lines at a time, whether Kafka is
 * there or not. A second thread forces the lines to the disk every second.
 */
final class StdinPump {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final long FORCE_MILLIS = TimeUnit.SECONDS.toMillis(1);

  private final SpoolWriter writer;
  private final SpoolRun run;
  private final Room room;
  private final Input stdin;
  private final Thread pump = new Thread(this::pump, "framecount-spool");
  private final Thread forcer = new Thread(this::force, "framecount-spool-force");

  /** Waits while there is too much in the spool. */
  interface Room {
    void await() throws InterruptedException;
  }

  StdinPump(Input stdin, SpoolWriter writer, SpoolRun run, Room room) {
    this.stdin = stdin;
    this.writer = writer;
    this.run = run;
    this.room = room;
    // A thread that waits for stdin can't be woken, and must not keep the JVM.
    pump.setDaemon(true);
    forcer.setDaemon(true);
  }

  void start() {
    pump.start();
    forcer.start();
  }

  /** Takes no more from stdin, and closes what was taken. */
  void stop() throws IOException {
    forcer.interrupt();
    pump.interrupt();
    writer.close();
  }

  private void pump() {
    try (ByteSource source = ByteSource.open(stdin)) {
      if (source.shape().isOfObjects()) {
        throw new Shape.Foreign(
            "holds objects that are not on lines of their own, and a spool keeps lines: make lines of them (jq -c .), or leave out --on-outage spool");
      }
      carry(source);
      writer.close();
      run.end();
    } catch (IOException e) {
      run.fail(e);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void carry(ByteSource source) throws IOException, InterruptedException {
    byte[] buffer = new byte[BUFFER_BYTES];
    int filled = 0;
    int n = 0;
    while (n >= 0) {
      room.await();
      n = source.read(buffer, filled, buffer.length - filled);
      int end = filled + Math.max(n, 0);
      int whole =
          n < 0 || end == buffer.length
              ? wholeOrAll(buffer, filled, end, n < 0)
              : afterLast(buffer, filled, end);
      if (whole > 0) {
        writer.append(buffer, 0, whole);
        System.arraycopy(buffer, whole, buffer, 0, end - whole);
      }
      filled = end - whole;
    }
  }

  /** A full buffer without a line end, and the last line of stdin, go as they are. */
  private static int wholeOrAll(byte[] buffer, int from, int end, boolean last) {
    int whole = last ? 0 : afterLast(buffer, from, end);
    return whole > 0 ? whole : end;
  }

  private static int afterLast(byte[] buffer, int from, int end) {
    for (int i = end - 1; i >= from; i--) {
      if (buffer[i] == '\n') {
        return i + 1;
      }
    }
    return 0;
  }

  private void force() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(FORCE_MILLIS);
        writer.force();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      run.fail(e);
    }
  }
}
