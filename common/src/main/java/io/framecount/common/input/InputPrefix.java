package io.framecount.common.input;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.input.shape.ObjectCutter;
import java.io.IOException;
import java.util.Arrays;

/**
 * The first bytes of an input's decompressed content, by which it is recognised, without zero bytes
 * at their end.
 */
public final class InputPrefix {
  /** Length in bytes; shorter only if the input is shorter, or has zero bytes there. */
  public static final int LENGTH = 1024;

  private final byte[] bytes;
  private final boolean whole;

  /**
   * @param whole whether the input ends with these bytes
   */
  InputPrefix(byte[] bytes, boolean whole) {
    this.bytes = bytes;
    this.whole = whole;
  }

  /**
   * Reads it; of a damaged input, what lies before the damage.
   *
   * @throws CommandFailure if the input can't be opened
   */
  public static InputPrefix of(Input input) {
    if (input.prefix().isPresent()) {
      return input.prefix().get();
    }
    try (ByteSource source = ByteSource.open(input)) {
      return source.head();
    } catch (IOException e) {
      throw new CommandFailure(DamagedInputException.unopened(input, e).getMessage(), e);
    }
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns how many bytes. */
  int length() {
    return bytes.length;
  }

  /** Returns whether the input ended with these bytes. */
  boolean isWhole() {
    return whole;
  }

  /**
   * Returns whether an input that now has another head is still the one that had this. One that
   * ended may have grown, and so may one with zero bytes, but not in its first line, by which it is
   * known.
   */
  public boolean isOf(InputPrefix now) {
    boolean mayHaveGrown = whole || (isShort() && Newlines.find(bytes, 0, bytes.length) >= 0);
    return mayHaveGrown
        ? now.bytes.length >= bytes.length
            && Arrays.equals(bytes, 0, bytes.length, now.bytes, 0, bytes.length)
        : Arrays.equals(bytes, now.bytes);
  }

  /** Returns whether nothing of the input can be read. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /**
   * Returns whether the input is shorter than a head usually is, so that its head changes as it
   * grows.
   */
  public boolean isShort() {
    return bytes.length < LENGTH;
  }

  /**
   * The part that stays as it is when lines or objects are added: the first line, without its end,
   * which comes only with the next line where the last one has none; or the first object, if others
   * follow it on its line.
   */
  public InputPrefix firstLine() {
    int feed = Newlines.find(bytes, 0, bytes.length);
    int end = feed < 0 ? bytes.length : feed;
    boolean returned = end > 0 && bytes[end - 1] == '\r';
    return new InputPrefix(Arrays.copyOf(bytes, firstObject(returned ? end - 1 : end)), false);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  /** Returns where the first object of an array or a sequence ends, or the line. */
  private int firstObject(int lineEnd) {
    int first = 0;
    while (first < lineEnd && isBlank(bytes[first])) {
      first++;
    }
    boolean mayGoOn = first < lineEnd && (bytes[first] == '[' || bytes[first] == '{');
    ObjectCutter cutter = new ObjectCutter(false, false);
    return mayGoOn && cutter.cut(bytes, lineEnd, true) ? cutter.end() : lineEnd;
  }
}
