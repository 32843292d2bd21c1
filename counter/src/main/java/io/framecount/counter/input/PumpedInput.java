package io.framecount.counter.input;

import io.framecount.common.input.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Input that is read, and inflated if it is gzip, on a thread of its own. So a reader gets out of a
 * silent pipe when it is to stop: it sees the end of the input. Used by one thread.
 */
public final class PumpedInput extends InputStream {
  private static final int BLOCK_BYTES = 256 * 1024;
  private static final int BLOCKS = 4;
  private static final int CHECK_MILLIS = 50;
  private static final byte[] NOTHING = new byte[0];

  private final BooleanSupplier stopping;
  private final String jsonReader;
  private final BlockingQueue<Block> filled = new ArrayBlockingQueue<>(BLOCKS);
  private final BlockingQueue<byte[]> spare = new ArrayBlockingQueue<>(BLOCKS + 1);
  private final Thread pump;
  private Block block = new Block(NOTHING, 0, null);
  private int at;

  /** Bytes of the input, or its end. */
  private static final class Block {
    final byte[] bytes;

    /** Number of bytes; -1 at the end. */
    final int length;

    /** Why the input ends here, or null. */
    final IOException failure;

    Block(byte[] bytes, int length, IOException failure) {
      this.bytes = bytes;
      this.length = length;
      this.failure = failure;
    }
  }

  /**
   * @param source is left open, since a blocked read can't be closed
   * @param stopping whether to end now
   */
  public PumpedInput(InputStream source, BooleanSupplier stopping) {
    this(source, stopping, null);
  }

  /**
   * @param jsonReader the command that is to read JSON lines, and nothing else, from this; null to
   *     take anything
   */
  PumpedInput(InputStream source, BooleanSupplier stopping, String jsonReader) {
    this.stopping = stopping;
    this.jsonReader = jsonReader;
    pump = new Thread(() -> pump(source), "framecount-input");
    // A thread that waits for stdin can't be woken, and must not keep the JVM.
    pump.setDaemon(true);
    pump.start();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, target.length);
    while (at >= block.length) {
      if (block.failure != null) {
        throw block.failure;
      }
      if (block.length < 0 || !next()) {
        return -1;
      }
    }
    int n = Math.min(length, block.length - at);
    System.arraycopy(block.bytes, at, target, from, n);
    at += n;
    return n;
  }

  @Override
  public void close() {
    pump.interrupt();
  }

  private boolean next() {
    if (block.length > 0) {
      // There may be enough of them.
      spare.offer(block.bytes);
    }
    Block next = null;
    try {
      while (next == null && !stopping.getAsBoolean()) {
        next = filled.poll(CHECK_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (next == null) {
      return false;
    }
    block = next;
    at = 0;
    return true;
  }

  private void pump(InputStream source) {
    try {
      try {
        fill(Inflated.of(source));
      } catch (IOException e) {
        filled.put(new Block(NOTHING, -1, e));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads until it shows that these are JSON lines. */
  private Block look(InputStream in, boolean gzip) throws IOException {
    byte[] bytes = new byte[BLOCK_BYTES];
    int length = 0;
    int n;
    Shape shape;
    do {
      n = in.read(bytes, length, Shape.ENOUGH - length);
      length += Math.max(n, 0);
      shape = Shape.of(bytes, length, n < 0);
    } while (n >= 0 && shape.isUndecided());
    if (shape.isForeign()) {
      throw new Shape.Foreign(shape.sentence(null, gzip ? "gzip -dc" : null, jsonReader));
    }
    return new Block(bytes, length, null);
  }

  private void fill(Inflated inflated) throws IOException, InterruptedException {
    InputStream in = inflated.stream();
    if (jsonReader != null) {
      filled.put(look(in, inflated.gzip()));
    }
    int n = 0;
    while (n >= 0) {
      byte[] used = spare.poll();
      byte[] bytes = used == null ? new byte[BLOCK_BYTES] : used;
      n = in.read(bytes, 0, bytes.length);
      filled.put(new Block(bytes, n, null));
    }
  }
}
