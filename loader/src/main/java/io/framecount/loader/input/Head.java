package io.framecount.loader.input;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** The first bytes of an input's decompressed content, by which it is recognised. */
public final class Head {
  /** How many bytes; fewer only if the input is shorter. */
  public static final int LENGTH = 1024;

  private final byte[] bytes;

  private Head(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads it.
   *
   * @throws CommandFailure if the input can't be read
   */
  public static Head of(Input input) {
    try (ByteSource source = ByteSource.open(input)) {
      byte[] bytes = new byte[LENGTH];
      int length = 0;
      int n = 0;
      while (n >= 0 && length < LENGTH) {
        n = source.read(bytes, length, LENGTH - length);
        length += Math.max(n, 0);
      }
      return new Head(Arrays.copyOf(bytes, length));
    } catch (IOException e) {
      throw new CommandFailure(InputDamaged.unopened(input, e).getMessage(), e);
    }
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether the input is empty. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** Whether the input is shorter than a head usually is, so that its head changes as it grows. */
  public boolean isShort() {
    return bytes.length < LENGTH;
  }

  /** The part that stays as it is when lines are added: the first line, with its line feed. */
  public Head firstLine() {
    int feed = Newlines.find(bytes, 0, bytes.length);
    return feed < 0 ? this : new Head(Arrays.copyOf(bytes, feed + 1));
  }

  /** Whether all that the checkpoint stands for lies in this head, unchanged. */
  public boolean covers(Checkpoint checkpoint) {
    if (checkpoint.position() > bytes.length) {
      return false;
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, (int) checkpoint.position());
    return (int) crc.getValue() == checkpoint.crc32c();
  }
}
