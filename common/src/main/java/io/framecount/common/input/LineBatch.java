package io.framecount.common.input;

import java.util.Arrays;

/**
 * Whole lines of one input in one array, as the reader hands them over. Reused: owned by the reader
 * until it is handed over, then by the taker until it is given back. Records of another kind may
 * stand in for lines in a subclass.
 */
public class LineBatch {
  byte[] bytes;
  Input input;
  long firstLine;
  long startPosition;
  Checkpoint after;
  boolean lastOfInput;
  long openBytes;
  Checkpoint.Unit unit = Checkpoint.Unit.LINES;
  DamagedInputException damage;
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private long[] oversize = new long[256];
  private int count;

  /** Numbers of the lines that objects begin on, where they have no lines of their own. */
  private long[] lineNumbers = new long[0];

  /**
   * @param capacity bytes that there is room for at first
   */
  protected LineBatch(int capacity) {
    bytes = new byte[capacity];
  }

  /** The array in which all lines of the batch lie. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns how many lines there are. */
  public int count() {
    return count;
  }

  /** Index of the first byte of line {@code i}. */
  public int start(int i) {
    return starts[i];
  }

  /** Index after the last byte of line {@code i}; its line end is not part of it. */
  public int end(int i) {
    return ends[i];
  }

  /**
   * The true length in bytes of a line that is longer than allowed, of which only the beginning
   * lies here; 0 for all others.
   */
  public long oversize(int i) {
    return oversize[i];
  }

  /** Returns whether line {@code i} holds nothing but spaces and tabs. */
  public boolean isBlank(int i) {
    for (int at = starts[i]; at < ends[i]; at++) {
      if (bytes[at] != ' ' && bytes[at] != '\t') {
        return false;
      }
    }
    return true;
  }

  /** The input the lines are from. */
  public Input input() {
    return input;
  }

  /**
   * The number, from 1, of line {@code i} in its input, or of the line that object {@code i} begins
   * on.
   */
  public long lineNumber(int i) {
    return isOfLines() ? firstLine + i : lineNumbers[i];
  }

  /** Returns whether these are lines, rather than objects that have no lines of their own. */
  public boolean isOfLines() {
    return unit == Checkpoint.Unit.LINES;
  }

  /** Returns what to call line {@code i} in a message: its number, and that of its object. */
  public String place(int i) {
    String line = "line %,d".formatted(lineNumber(i));
    return isOfLines() ? line : "%s (object %,d)".formatted(line, firstLine + i);
  }

  /** A sentence about line {@code i} that follows its line number. */
  public String about(int i, String sentence) {
    return isOfLines() ? sentence : "object %,d: %s".formatted(firstLine + i, sentence);
  }

  /** Returns where line {@code i} begins in its decompressed input, in bytes from 0. */
  public long position(int i) {
    return startPosition + starts[i];
  }

  /** Returns how many bytes of decompressed content the batch stands for. */
  public long contentBytes() {
    return after.position() - startPosition;
  }

  /** Returns how far the input is read once these lines are done. */
  public Checkpoint after() {
    return after;
  }

  /** Returns whether the input ends with this batch. */
  public boolean lastOfInput() {
    return lastOfInput;
  }

  /**
   * Returns how long the input's last line is so far, in bytes, if it has no end yet and was left
   * for that; else 0. Lies after all that this batch stands for.
   */
  public long openBytes() {
    return openBytes;
  }

  /** Why the input can't be read on from here; null if it can, or if this is its end. */
  public DamagedInputException damage() {
    return damage;
  }

  /** A batch of its own with the same lines. */
  public LineBatch copy() {
    LineBatch copy = new LineBatch(0);
    copy.bytes = Arrays.copyOf(bytes, count == 0 ? 0 : ends[count - 1]);
    copy.input = input;
    copy.firstLine = firstLine;
    copy.startPosition = startPosition;
    copy.after = after;
    copy.lastOfInput = lastOfInput;
    copy.openBytes = openBytes;
    copy.unit = unit;
    copy.lineNumbers = isOfLines() ? new long[0] : Arrays.copyOf(lineNumbers, count);
    copy.damage = damage;
    copy.starts = Arrays.copyOf(starts, count);
    copy.ends = Arrays.copyOf(ends, count);
    copy.oversize = Arrays.copyOf(oversize, count);
    copy.count = count;
    return copy;
  }

  void clear() {
    count = 0;
    lastOfInput = false;
    openBytes = 0;
    unit = Checkpoint.Unit.LINES;
    damage = null;
  }

  /** Becomes the last batch of an input that could not be read to its end. */
  void end(Input damaged, DamagedInputException reason) {
    clear();
    input = damaged;
    firstLine = 1;
    startPosition = 0;
    after = Checkpoint.START;
    lastOfInput = true;
    damage = reason;
  }

  /** Makes room behind the first {@code filled} bytes if there is none. */
  void growIfFull(int filled) {
    if (filled == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * filled);
    }
  }

  /** Notes the number of the line that the object added last begins on. */
  void onLine(long number) {
    if (lineNumbers.length < count) {
      lineNumbers = Arrays.copyOf(lineNumbers, Math.max(starts.length, count));
    }
    lineNumbers[count - 1] = number;
  }

  void add(int start, int end, long trueLengthIfOversize) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
      oversize = Arrays.copyOf(oversize, 2 * count);
    }
    starts[count] = start;
    ends[count] = end;
    oversize[count] = trueLengthIfOversize;
    count++;
  }
}
