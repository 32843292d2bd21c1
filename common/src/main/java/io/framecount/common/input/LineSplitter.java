package io.framecount.common.input;

import io.framecount.common.input.shape.JsonText;
import java.io.IOException;
import java.util.Arrays;

/**
 * Cuts one input into batches of whole lines. A line ends with LF or CRLF, the last one also with
 * the end of the input, but where a file may still be written, only if it is whole JSON; byte order
 * marks before it are passed over. Not thread-safe.
 */
public final class LineSplitter implements Splitter {
  /** Bytes kept of a line that is too long: enough to recognise it. */
  public static final int OVERSIZE_KEPT = 4 * 1024;

  private static final int MARK_1 = 0xef;
  private static final int MARK_2 = 0xbb;
  private static final int MARK_3 = 0xbf;
  private static final int MARK_BYTES = 3;

  private final Input input;
  private final ByteSource source;
  private final int maxLineBytes;
  private final int linesAtOnce;
  private final ReadPosition reached = new ReadPosition();
  private final boolean leavesOpenLine;
  private byte[] carried = new byte[0];
  private boolean ended;
  private long openBytes;

  /** Place of a long unfinished last line that is left for the next run; null if there is none. */
  private Checkpoint beforeOpen;

  LineSplitter(Input input, ByteSource source, int maxLineBytes) {
    this(input, source, maxLineBytes, Integer.MAX_VALUE);
  }

  /**
   * @param linesAtOnce the most lines of a batch, 1 or more
   */
  LineSplitter(Input input, ByteSource source, int maxLineBytes, int linesAtOnce) {
    this.linesAtOnce = linesAtOnce;
    this.input = input;
    this.source = source;
    this.maxLineBytes = maxLineBytes;
    leavesOpenLine =
        input.repeatable() && input.identity().isEmpty() && !input.reading().takesLastLine();
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
    byte[] buffer = scratch.bytes;
    boolean same = reached.passTo(to, source, buffer, ReadPosition.Passed.IGNORED);
    if (same && reached.inLine()) {
      passLineEnd(buffer);
    }
    return same;
  }

  @Override
  public boolean skipCounted(long lines, LineBatch scratch) throws IOException {
    byte[] buffer = scratch.bytes;
    long left = lines;
    int n = 0;
    while (left > 0 && n >= 0) {
      n = source.read(buffer, 0, buffer.length);
      int at = 0;
      for (int feed = Newlines.find(buffer, 0, n); feed >= 0 && left > 0; left--) {
        at = feed + 1;
        feed = Newlines.find(buffer, at, n);
      }
      int done = left > 0 ? Math.max(n, 0) : at;
      reached.pass(buffer, 0, done);
      carry(buffer, done, Math.max(n, done));
    }
    reached.lines(lines);
    return left == 0 || (left == 1 && reached.inLine());
  }

  /** Begins at a checkpoint, for a source that does. */
  void begin(Checkpoint at) {
    reached.begin(at);
  }

  /** A last line without an end has got one since, or else it was the end of the input. */
  private void passLineEnd(byte[] buffer) throws IOException {
    int n = Math.max(0, source.read(buffer, 0, 1));
    if (n == 1 && buffer[0] == '\r') {
      n += Math.max(0, source.read(buffer, 1, 1));
    }
    int done = n > 0 && buffer[n - 1] == '\n' ? n : 0;
    reached.pass(buffer, 0, done);
    carry(buffer, done, n);
  }

  @Override
  public void fill(LineBatch batch) throws IOException {
    batch.clear();
    batch.input = input;
    batch.firstLine = reached.lines() + 1;
    batch.startPosition = reached.position();
    fillWith(batch);
    reached.lines(reached.lines() + batch.count());
    batch.after = checkpoint();
    batch.lastOfInput = ended;
    batch.openBytes = openBytes;
  }

  private void fillWith(LineBatch batch) throws IOException {
    int filled = takeCarried(batch);
    int searched = 0;
    while (true) {
      int feed = Newlines.find(batch.bytes, searched, filled);
      if (feed >= 0) {
        int end = addLines(batch, feed, filled);
        reached.pass(batch.bytes, 0, end);
        carry(batch.bytes, end, filled);
        return;
      }
      // One more than allowed may be the CR of a line end.
      int lineStart = afterMarks(batch.bytes, 0, filled);
      if (filled - lineStart > maxLineBytes + 1) {
        passOver(batch, lineStart, filled);
        return;
      }
      searched = filled;
      batch.growIfFull(filled);
      int n = source.read(batch.bytes, filled, batch.bytes.length - filled);
      if (n < 0) {
        finish(batch, filled);
        return;
      }
      filled += n;
    }
  }

  /**
   * Adds all whole lines that may go at once, the first of which ends at the given line feed;
   * returns where the last one ends.
   */
  private int addLines(LineBatch batch, int firstFeed, int filled) {
    int start = 0;
    int feed = firstFeed;
    while (feed >= 0) {
      addLine(batch, start, feed);
      start = feed + 1;
      feed = batch.count() < linesAtOnce ? Newlines.find(batch.bytes, start, filled) : -1;
    }
    return start;
  }

  private void addLine(LineBatch batch, int from, int feed) {
    int start = afterMarks(batch.bytes, from, feed);
    int end = feed > start && batch.bytes[feed - 1] == '\r' ? feed - 1 : feed;
    int length = end - start;
    if (length > maxLineBytes) {
      batch.add(start, start + Math.min(length, OVERSIZE_KEPT), length);
    } else {
      batch.add(start, end, 0);
    }
  }

  /**
   * Reads on to the end of a line that is too long, keeping only its beginning; ends the batch with
   * it.
   */
  private void passOver(LineBatch batch, int lineStart, int filled) throws IOException {
    Checkpoint before = reached.checkpoint();
    boolean padding = isPadding(batch.bytes, lineStart, filled);
    reached.pass(batch.bytes, 0, filled);
    long length = (long) filled - lineStart;
    byte last = batch.bytes[filled - 1];
    byte[] buffer = new byte[64 * 1024];
    boolean open = true;
    while (open) {
      int n = Math.max(-1, source.read(buffer, 0, buffer.length));
      int feed = Newlines.find(buffer, 0, n);
      int lineBytes = feed < 0 ? Math.max(n, 0) : feed;
      int taken = feed < 0 ? lineBytes : feed + 1;
      last = lineBytes > 0 ? buffer[lineBytes - 1] : last;
      padding = padding && isPadding(buffer, 0, lineBytes);
      length += lineBytes;
      reached.pass(buffer, 0, taken);
      carry(buffer, taken, Math.max(n, taken));
      ended = n < 0;
      open = n >= 0 && feed < 0;
    }
    if (ended && (padding || (leavesOpenLine && last != '}'))) {
      beforeOpen = before;
      openBytes = padding ? 0 : length;
      return;
    }
    long trueLength = last == '\r' ? length - 1 : length;
    batch.add(lineStart, Math.min(lineStart + OVERSIZE_KEPT, filled), trueLength);
  }

  /**
   * Takes the last line, which has no end. Zero bytes behind it, as crashes and tapes leave them,
   * are never passed: something may still be written over them.
   */
  private void finish(LineBatch batch, int filled) {
    ended = true;
    int end = filled;
    while (end > 0 && batch.bytes[end - 1] == 0) {
      end--;
    }
    int start = afterMarks(batch.bytes, 0, end);
    if (end > start) {
      boolean blank = isBlank(batch.bytes, start, end);
      if (leavesOpenLine && !blank && !JsonText.isWhole(batch.bytes, start, end)) {
        openBytes = end;
        return;
      }
      addLine(batch, 0, end);
    }
    reached.pass(batch.bytes, 0, end);
  }

  private static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  private static boolean isPadding(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private void carry(byte[] bytes, int from, int to) {
    carried = Arrays.copyOfRange(bytes, from, to);
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

  /**
   * Returns where a line's text begins. Files, and the members of archives, bring their byte order
   * marks along when they are joined; no JSON begins with one.
   */
  private static int afterMarks(byte[] bytes, int from, int to) {
    int at = from;
    while (at + MARK_BYTES <= to
        && bytes[at] == (byte) MARK_1
        && bytes[at + 1] == (byte) MARK_2
        && bytes[at + 2] == (byte) MARK_3) {
      at += MARK_BYTES;
    }
    return at;
  }
}
