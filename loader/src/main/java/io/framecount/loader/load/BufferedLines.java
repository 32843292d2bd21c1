package io.framecount.loader.load;

import io.framecount.common.input.BatchReader;
import io.framecount.common.input.LineBatch;
import io.framecount.common.input.LineSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lines of inputs that can't be read again, such as stdin: what is not committed yet is kept in
 * memory. Used by one thread, but for {@link #close}.
 */
final class BufferedLines implements LineSource {
  private static final long MOST_BYTES = 32L * 1024 * 1024;

  private final BatchReader reader;
  private final Deque<LineBatch> kept = new ArrayDeque<>();
  private Deque<LineBatch> again = new ArrayDeque<>();
  private final Deque<LineBatch> out = new ArrayDeque<>();
  private long keptBytes;

  BufferedLines(BatchReader reader) {
    this.reader = reader;
  }

  @Override
  public LineBatch poll(long nanos) throws InterruptedException {
    LineBatch old = again.poll();
    if (old != null) {
      out.add(old);
      return old;
    }
    LineBatch batch = reader.poll(nanos);
    if (batch == null) {
      return null;
    }
    LineBatch copy = batch.copy();
    reader.giveBack(batch);
    out.add(copy);
    return copy;
  }

  @Override
  public boolean ended() {
    return again.isEmpty() && reader.ended();
  }

  @Override
  public void giveBack(LineBatch batch) {
    out.remove(batch);
    kept.add(batch);
    keptBytes += batch.bytes().length;
  }

  @Override
  public long rawBytes() {
    return reader.rawBytes();
  }

  @Override
  public boolean full() {
    return keptBytes >= MOST_BYTES;
  }

  @Override
  public void committed() {
    kept.clear();
    keptBytes = 0;
  }

  @Override
  public void rollBack() {
    Deque<LineBatch> all = new ArrayDeque<>(kept);
    all.addAll(out);
    out.clear();
    all.addAll(again);
    again = all;
    committed();
  }

  @Override
  public void close() {
    reader.close();
  }
}
