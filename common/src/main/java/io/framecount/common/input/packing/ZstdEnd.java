package io.framecount.common.input.packing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of zstd frames as they lie there, without the zero bytes that may follow the last one:
 * zstd itself takes them for a damage. Not thread-safe.
 */
final class ZstdEnd extends InputStream {
  private static final int MAGIC = 0xfd2fb528;
  private static final int SKIPPED = 0x184d2a50;
  private static final int ONE_BYTE = 1;

  private enum Next {
    FRAME,
    BLOCK,
    CHECKSUM,
    /** No frame: whatever it is, it is for others to say. */
    ANYTHING
  }

  private final InputStream in;
  private Next next = Next.FRAME;
  private boolean checksum;
  private byte[] head = new byte[32];
  private int headDone;
  private int headLength;
  private long left;
  private boolean ended;

  ZstdEnd(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (headDone == headLength && left == 0 && !ended && length > 0) {
      headDone = 0;
      headLength = 0;
      goOn();
    }
    if (headDone < headLength) {
      int n = Math.min(length, headLength - headDone);
      System.arraycopy(head, headDone, target, offset, n);
      headDone += n;
      return n;
    }
    if (left == 0) {
      return length == 0 ? 0 : -1;
    }
    int n = in.read(target, offset, (int) Math.min(length, left));
    left -= Math.max(0, n);
    if (n < 0) {
      left = 0;
      ended = true;
    }
    return n;
  }

  private void goOn() throws IOException {
    switch (next) {
      case FRAME -> beginFrame();
      case BLOCK -> beginBlock();
      case CHECKSUM -> {
        left = Integer.BYTES;
        next = Next.FRAME;
      }
      default -> left = Long.MAX_VALUE;
    }
  }

  private void beginFrame() throws IOException {
    if (!take(1)) {
      return;
    }
    if (head[0] == 0) {
      headLength = 0;
      ended = true;
      passPadding();
      return;
    }
    if (!take(3)) {
      return;
    }
    int magic = number(0);
    if ((magic & ~0xf) == SKIPPED) {
      if (take(Integer.BYTES)) {
        left = number(Integer.BYTES) & 0xffffffffL;
      }
    } else if (magic != MAGIC) {
      next = Next.ANYTHING;
    } else if (take(1)) {
      int flags = head[Integer.BYTES];
      boolean single = (flags & 0x20) != 0;
      checksum = (flags & 4) != 0;
      int size = (flags >> 6) & 3;
      int sizeBytes = size == 0 ? (single ? ONE_BYTE : 0) : 1 << size;
      int dictionary = flags & 3;
      int dictionaryBytes = dictionary == 0 ? 0 : 1 << (dictionary - 1);
      next = Next.BLOCK;
      ended = !take((single ? 0 : ONE_BYTE) + dictionaryBytes + sizeBytes);
    }
  }

  private void beginBlock() throws IOException {
    if (take(3)) {
      int block = (head[0] & 0xff) | ((head[1] & 0xff) << 8) | ((head[2] & 0xff) << 16);
      boolean repeated = ((block >> 1) & 3) == 1;
      left = repeated ? ONE_BYTE : block >> 3;
      if ((block & 1) != 0) {
        next = checksum ? Next.CHECKSUM : Next.FRAME;
      }
    }
  }

  /** Reads more of a header; false if the input ends there. */
  private boolean take(int bytes) throws IOException {
    if (headLength + bytes > head.length) {
      head = Arrays.copyOf(head, 2 * head.length);
    }
    int n = in.readNBytes(head, headLength, bytes);
    headLength += n;
    ended = n < bytes;
    return !ended;
  }

  private void passPadding() throws IOException {
    byte[] bytes = new byte[8 * 1024];
    for (int n = in.read(bytes); n > 0; n = in.read(bytes)) {
      for (int i = 0; i < n; i++) {
        if (bytes[i] != 0) {
          throw new IOException("there is something behind the zero bytes that end it");
        }
      }
    }
  }

  private int number(int at) {
    return (head[at] & 0xff)
        | ((head[at + 1] & 0xff) << 8)
        | ((head[at + 2] & 0xff) << 16)
        | ((head[at + 3] & 0xff) << 24);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
