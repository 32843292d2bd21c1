package io.framecount.common.input;

import io.framecount.common.input.Checkpoint.Unit;
import io.framecount.common.input.shape.ObjectCutter;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/**
 * Cuts one input into batches of objects that are not on lines of their own, whatever lies between
 * them. An array's end is never passed, since more elements may take its place: a file that has
 * grown goes on behind its last element. Not thread-safe.
 */
final class ObjectSplitter implements Splitter {
  private final Input input;
  private final ByteSource source;
  private final int maxObjectBytes;
  private final int objectsAtOnce;
  private final boolean leavesOpen;
  private final ReadPosition reached = new ReadPosition();
  private ObjectCutter cutter = new ObjectCutter(false, false);
  private byte[] carried = new byte[0];
  private boolean ended;
  private long openBytes;

  /** Place of a long unfinished object that is left for the next run; null if there is none. */
  private Checkpoint beforeOpen;

  /** The most objects of the next batch. */
  private long most;

  /** Number of the line, from 1, that the byte at {@link #lineAt} in the batch is on. */
  private long line = 1;

  private int lineAt;

  /**
   * @param objectsAtOnce the most objects of a batch, 1 or more
   */
  ObjectSplitter(Input input, ByteSource source, int maxObjectBytes, int objectsAtOnce) {
    this.input = input;
    this.source = source;
    this.maxObjectBytes = maxObjectBytes;
    this.objectsAtOnce = objectsAtOnce;
    most = objectsAtOnce;
    leavesOpen = input.repeatable() && !input.reading().takesLastLine();
    reached.unit(Unit.OBJECTS);
  }

  @Override
  public Checkpoint checkpoint() {
    return beforeOpen == null ? reached.checkpoint() : beforeOpen;
  }

  @Override
  public boolean skip(Checkpoint to, LineBatch scratch) throws IOException {
    if (to.position() == 0) {
      return true;
    }
    cutter = new ObjectCutter(to.unit() == Unit.ELEMENTS, true);
    return reached.passTo(
        to, source, scratch.bytes, (bytes, length) -> line += Newlines.count(bytes, 0, length));
  }

  @Override
  public boolean skipCounted(long count, LineBatch scratch) throws IOException {
    long left = count;
    while (left > 0 && !ended) {
      most = Math.min(objectsAtOnce, left);
      fill(scratch);
      left -= scratch.count();
    }
    most = objectsAtOnce;
    return left == 0;
  }

  @Override
  public void fill(LineBatch batch) throws IOException {
    batch.clear();
    batch.input = input;
    batch.unit = Unit.OBJECTS;
    batch.firstLine = reached.lines() + 1;
    fillWith(batch);
    reached.lines(reached.lines() + batch.count());
    batch.after = checkpoint();
    batch.lastOfInput = ended;
    batch.openBytes = openBytes;
  }

  private void fillWith(LineBatch batch) throws IOException {
    int filled = takeCarried(batch);
    batch.startPosition = reached.position();
    while (true) {
      if (addAll(batch, filled, false)) {
        return;
      }
      if (cutter.isOpen() && cutter.at() - cutter.start() > maxObjectBytes) {
        passOver(batch, filled);
        return;
      }
      if (filled == batch.bytes.length && !cutter.isOpen() && cutter.at() > 0) {
        filled = dropBlanks(batch, filled);
      }
      batch.growIfFull(filled);
      int n = source.read(batch.bytes, filled, batch.bytes.length - filled);
      if (n < 0) {
        finish(batch, filled);
        return;
      }
      filled += n;
    }
  }

  /** Adds the objects that are whole by now; returns whether there was any. */
  private boolean addAll(LineBatch batch, int filled, boolean all) {
    int done = 0;
    while (batch.count() < most && cutter.cut(batch.bytes, filled, all)) {
      done = add(batch);
    }
    if (batch.count() == 0) {
      return false;
    }
    leave(batch.bytes, done, filled);
    return true;
  }

  /** Adds the object that was cut last; returns where it ends. */
  private int add(LineBatch batch) {
    int start = cutter.start();
    line += Newlines.count(batch.bytes, lineAt, start);
    lineAt = start;
    int length = cutter.end() - start;
    boolean tooLong = length > maxObjectBytes;
    int kept = tooLong ? Math.min(length, LineSplitter.OVERSIZE_KEPT) : length;
    batch.add(start, start + kept, tooLong ? length : 0);
    batch.onLine(line);
    noteUnit();
    return cutter.end();
  }

  private void noteUnit() {
    reached.unit(cutter.inArray() ? Unit.ELEMENTS : Unit.OBJECTS);
  }

  /** Passes what is done, and keeps the rest for the next batch. */
  private void leave(byte[] bytes, int done, int filled) {
    line += Newlines.count(bytes, lineAt, done);
    lineAt = 0;
    reached.pass(bytes, 0, done);
    carried = Arrays.copyOfRange(bytes, done, filled);
    cutter.shift(done);
  }

  private int takeCarried(LineBatch batch) {
    int length = carried.length;
    if (length > batch.bytes.length) {
      batch.bytes = new byte[2 * length];
    }
    System.arraycopy(carried, 0, batch.bytes, 0, length);
    carried = new byte[0];
    return length;
  }

  /** Makes room where there is nothing but white space; returns how much is left. */
  private int dropBlanks(LineBatch batch, int filled) {
    leave(batch.bytes, cutter.at(), filled);
    noteUnit();
    batch.startPosition = reached.position();
    return takeCarried(batch);
  }

  /**
   * Reads on to the end of an object that is too long, keeping only its beginning; ends the batch
   * with it.
   */
  private void passOver(LineBatch batch, int filled) throws IOException {
    int start = cutter.start();
    Checkpoint before = reached.checkpoint();
    line += Newlines.count(batch.bytes, lineAt, start);
    long ownLine = line;
    lineAt = start;
    long length = (long) filled - start;
    leave(batch.bytes, filled, filled);
    byte[] buffer = new byte[64 * 1024];
    int held = 0;
    boolean whole = false;
    while (!whole && !ended) {
      int n = source.read(buffer, held, buffer.length - held);
      ended = n < 0;
      int to = held + Math.max(0, n);
      whole = cutter.cut(buffer, to, ended);
      // What follows may have to be seen before it is known whether the object ends.
      int passed = whole ? Math.max(0, cutter.end()) : ended ? to : cutter.at();
      length += passed;
      leave(buffer, passed, to);
      held = carried.length;
      System.arraycopy(carried, 0, buffer, 0, held);
    }
    if (whole) {
      ended = false;
    } else if (cutter.isPadding() || (leavesOpen && !cutter.endsAnywhere())) {
      beforeOpen = before;
      openBytes = cutter.isPadding() ? 0 : length;
      return;
    }
    noteUnit();
    batch.add(start, Math.min(start + LineSplitter.OVERSIZE_KEPT, filled), length);
    batch.onLine(ownLine);
  }

  /** Takes what the input ends with. */
  private void finish(LineBatch batch, int filled) throws IOException {
    if (addAll(batch, filled, true)) {
      return;
    }
    ended = true;
    if (!cutter.isOpen()) {
      if (cutter.inArray()) {
        throw new EOFException();
      }
      boolean closed = reached.checkpoint().unit() == Unit.ELEMENTS;
      leave(batch.bytes, closed ? 0 : filled, filled);
    } else if (leavesOpen && (cutter.inArray() || !cutter.endsAnywhere())) {
      openBytes = cutter.isPadding() ? 0 : (long) filled - cutter.start();
    } else if (!cutter.isPadding()) {
      cutter.finish(batch.bytes, filled);
      int done = add(batch);
      leave(batch.bytes, done, filled);
    }
  }
}
