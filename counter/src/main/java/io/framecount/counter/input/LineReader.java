package io.framecount.counter.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts input into lines, without copying each. A line ends with LF or CRLF, the last one also with
 * the end of the input; byte order marks before it are passed over. Not thread-safe.
 */
public final class LineReader {
  private static final int BUFFER_BYTES = 256 * 1024;

  private final InputStream in;
  private final int longest;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int from;
  private int length;
  private int next;
  private int filled;
  private long number;
  private long passed;
  private boolean ended;
  private boolean whole;
  private boolean tooLong;

  /**
   * @param longest the most bytes of a line that are kept
   */
  public LineReader(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** Moves to the next line; false at the end of the input. */
  public boolean next() throws IOException {
    from = next;
    tooLong = false;
    int end = lineEnd();
    if (end < 0) {
      return false;
    }
    number++;
    whole = end < filled;
    next = whole ? end + 1 : end;
    int last = whole && end > from && buffer[end - 1] == '\r' ? end - 1 : end;
    length = last - from;
    passByteOrderMarks();
    return true;
  }

  /** Returns where the line lies; valid until the next one is asked for. */
  public byte[] bytes() {
    return buffer;
  }

  /** Index of the line's first byte in {@link #bytes}. */
  public int from() {
    return from;
  }

  /** Returns the line's length in bytes, without its end. */
  public int length() {
    return length;
  }

  /** Number of the line, from 1. */
  public long number() {
    return number;
  }

  /** Returns whether the line has an end of its own, rather than that of the input. */
  public boolean isWhole() {
    return whole;
  }

  /** Returns whether it has more bytes than are kept; there is only a part of it then. */
  public boolean isTooLong() {
    return tooLong;
  }

  /** Returns how many bytes were read, as they are after inflating. */
  public long position() {
    return passed + next;
  }

  /** Index of the LF, or the end of what is left; negative if nothing is left. */
  private int lineEnd() throws IOException {
    int at = from;
    while (true) {
      while (at < filled && buffer[at] != '\n') {
        at++;
      }
      if (at < filled) {
        return at;
      }
      if (ended) {
        return from < filled || tooLong ? filled : -1;
      }
      at = fill();
    }
  }

  /** Reads more; answers the index of the first new byte. */
  private int fill() throws IOException {
    if (filled - from > longest) {
      tooLong = true;
      forget(filled);
    } else if (from > 0) {
      forget(from);
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int n = in.read(buffer, filled, buffer.length - filled);
    ended = n < 0;
    int first = filled;
    filled += Math.max(n, 0);
    return first;
  }

  /** Makes room by dropping the first bytes. */
  private void forget(int bytes) {
    System.arraycopy(buffer, bytes, buffer, 0, filled - bytes);
    passed += bytes;
    filled -= bytes;
    from = 0;
  }

  private void passByteOrderMarks() {
    while (length >= 3
        && buffer[from] == (byte) 0xef
        && buffer[from + 1] == (byte) 0xbb
        && buffer[from + 2] == (byte) 0xbf) {
      from += 3;
      length -= 3;
    }
  }
}
