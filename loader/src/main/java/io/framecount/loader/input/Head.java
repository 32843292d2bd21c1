package io.framecount.loader.input;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.util.Arrays;

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
      throw new CommandFailure("cannot read %s: %s".formatted(input.name(), e.getMessage()), e);
    }
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }
}
