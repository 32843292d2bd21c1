package io.framecount.loader.input;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Cuts one input into batches of whole lines. A line ends with LF or CRLF, the last one also with
 * the end of the input; a byte order mark before the first is passed over. Not thread-safe.
 */
public final class LineSplitter {
  /** What is kept of a line that is too long, in bytes: enough to recognise it by. */
  public static final int OVERSIZE_KEPT = 4 * 1024;

  private final Input input;
  private final ByteSource source;
  private final int maxLineBytes;
  private final CRC32C crc = new CRC32C();
  private long position;
  private long lines;
  private byte[] carried = new byte[0];
  private boolean ended;

  LineSplitter(Input input, ByteSource source, int maxLineBytes) {
    this.input = input;
    this.source = source;
    this.maxLineBytes = maxLineBytes;
  }

  /** How far the batches made so far go. */
  Checkpoint checkpoint() {
    return new Checkpoint(position, lines, (int) crc.getValue());
  }

  /**
   * Passes over what an earlier run has done.
   *
   * @return whether the input still begins with the same bytes; if not, it must not be read on
   */
  boolean skip(Checkpoint to, byte[] buffer) throws IOException {
    while (position < to.position()) {
      int n = source.read(buffer, 0, (int) Math.min(buffer.length, to.position() - position));
      if (n < 0) {
        return false;
      }
      crc.update(buffer, 0, n);
      position += n;
    }
    lines = to.lines();
    return (int) crc.getValue() == to.crc32c();
  }

  /** Fills the batch with at least one line; only the last batch of the input may be empty. */
  void fill(LineBatch batch) throws IOException {
    batch.clear();
    batch.input = input;
    batch.firstLine = lines + 1;
    batch.startPosition = position;
    fillWith(batch);
    lines += batch.count();
    batch.after = checkpoint();
    batch.lastOfInput = ended;
  }

  private void fillWith(LineBatch batch) throws IOException {
    int filled = takeCarried(batch);
    int lineStart = bomLength(batch.bytes, filled);
    int searched = 0;
    while (true) {
      int feed = Newlines.find(batch.bytes, searched, filled);
      if (feed >= 0) {
        int end = addLines(batch, lineStart, feed, filled);
        carry(batch.bytes, end, filled);
        consume(batch, end);
        return;
      }
      if (filled - lineStart > maxLineBytes) {
        passOver(batch, lineStart, filled);
        return;
      }
      searched = filled;
      growIfFull(batch, filled);
      int n = source.read(batch.bytes, filled, batch.bytes.length - filled);
      if (n < 0) {
        finish(batch, lineStart, filled);
        return;
      }
      filled += n;
      if (position == 0 && lineStart == 0) {
        lineStart = bomLength(batch.bytes, filled);
      }
    }
  }

  /**
   * Adds all whole lines, the first of which ends at the given line feed; returns where the last
   * one ends.
   */
  private int addLines(LineBatch batch, int firstStart, int firstFeed, int filled) {
    int start = firstStart;
    int feed = firstFeed;
    while (feed >= 0) {
      int end = feed > start && batch.bytes[feed - 1] == '\r' ? feed - 1 : feed;
      int length = end - start;
      if (length > maxLineBytes) {
        batch.add(start, start + Math.min(length, OVERSIZE_KEPT), length);
      } else {
        batch.add(start, end, 0);
      }
      start = feed + 1;
      feed = Newlines.find(batch.bytes, start, filled);
    }
    return start;
  }

  /**
   * Reads on to the end of a line that is too long, keeping only its beginning; ends the batch with
   * it.
   */
  private void passOver(LineBatch batch, int lineStart, int filled) throws IOException {
    consume(batch, filled);
    long length = (long) filled - lineStart;
    byte[] buffer = new byte[64 * 1024];
    boolean open = true;
    while (open) {
      int n = source.read(buffer, 0, buffer.length);
      int feed = n < 0 ? -1 : Newlines.find(buffer, 0, n);
      int taken = feed < 0 ? Math.max(n, 0) : feed + 1;
      crc.update(buffer, 0, taken);
      position += taken;
      length += feed < 0 ? taken : feed;
      if (feed >= 0) {
        carry(buffer, taken, n);
      }
      ended = n < 0;
      open = n >= 0 && feed < 0;
    }
    batch.add(lineStart, Math.min(lineStart + OVERSIZE_KEPT, filled), length);
  }

  private void finish(LineBatch batch, int lineStart, int filled) {
    ended = true;
    if (filled > lineStart) {
      int end = batch.bytes[filled - 1] == '\r' ? filled - 1 : filled;
      batch.add(lineStart, end, 0);
    }
    consume(batch, filled);
  }

  private void consume(LineBatch batch, int end) {
    crc.update(batch.bytes, 0, end);
    position += end;
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

  private static void growIfFull(LineBatch batch, int filled) {
    if (filled == batch.bytes.length) {
      batch.bytes = Arrays.copyOf(batch.bytes, 2 * filled);
    }
  }

  private int bomLength(byte[] bytes, int filled) {
    boolean bom =
        position == 0
            && filled >= 3
            && (bytes[0] & 0xff) == 0xef
            && (bytes[1] & 0xff) == 0xbb
            && (bytes[2] & 0xff) == 0xbf;
    return bom ? 3 : 0;
  }
}
