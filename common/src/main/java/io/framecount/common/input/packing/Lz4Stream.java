package io.framecount.common.input.packing;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.commons.codec.digest.XXHash32;

/**
 * The content of LZ4 frames, one after the other, maybe with frames to be skipped between them and
 * zero bytes behind the last. What comes before a damage is given out in full. Not thread-safe.
 */
final class Lz4Stream extends InputStream {
  private static final int MAGIC = 0x184d2204;
  private static final int SKIPPED = 0x184d2a50;
  private static final int WINDOW = 64 * 1024;
  private static final int STORED = 1 << 31;
  private static final int LEAST_MATCH = 4;
  private static final int OPEN_LENGTH = 15;

  private static final int INDEPENDENT = 1 << 5;
  private static final int BLOCK_SUMS = 1 << 4;
  private static final int CONTENT_SIZE = 1 << 3;
  private static final int CONTENT_SUM = 1 << 2;
  private static final int DICTIONARY = 1;

  private final InputStream in;
  private final XXHash32 sum = new XXHash32();
  private byte[] packed = new byte[0];

  /** The last of the content before, then the block. */
  private byte[] block = new byte[0];

  private int blockBytes;
  private int history;
  private int at;
  private int end;
  private int flags;
  private boolean inFrame;
  private boolean ended;

  /**
   * @param in from the first byte of a frame
   */
  Lz4Stream(InputStream in) throws IOException {
    this.in = in;
    if (!begin()) {
      throw new EOFException("the compressed data ends too early");
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (at == end && !ended) {
      if (inFrame) {
        readBlock();
      } else {
        ended = !begin();
      }
    }
    if (at == end) {
      return -1;
    }
    int n = Math.min(length, end - at);
    System.arraycopy(block, at, target, offset, n);
    at += n;
    return n;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Begins the next frame with content; returns whether there is one. */
  private boolean begin() throws IOException {
    while (true) {
      int first = in.read();
      if (first < 0) {
        return false;
      }
      if (first == 0) {
        passPadding();
        return false;
      }
      int magic = first | (must() << 8) | (must() << 16) | (must() << 24);
      if (magic == MAGIC) {
        beginFrame();
        return true;
      }
      if ((magic & ~0xf) != SKIPPED) {
        throw new IOException("something that is not lz4 follows the lz4 data");
      }
      in.skipNBytes(number() & 0xffffffffL);
    }
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

  private void beginFrame() throws IOException {
    byte[] head = new byte[2 + Long.BYTES];
    head[0] = (byte) must();
    head[1] = (byte) must();
    flags = head[0];
    int length = 2;
    if ((flags & CONTENT_SIZE) != 0) {
      for (int i = 0; i < Long.BYTES; i++) {
        head[length++] = (byte) must();
      }
    }
    if ((flags & DICTIONARY) != 0) {
      throw new IOException("it needs the dictionary that it was compressed with");
    }
    sum.reset();
    sum.update(head, 0, length);
    int kind = (head[1] >> 4) & 7;
    if (((flags >> 6) & 3) != 1 || kind < 4 || must() != ((sum.getValue() >> 8) & 0xff)) {
      throw new IOException("its lz4 header is wrong");
    }
    blockBytes = 1 << (2 * kind + 8);
    block = block.length < WINDOW + blockBytes ? new byte[WINDOW + blockBytes] : block;
    packed = packed.length < blockBytes ? new byte[blockBytes] : packed;
    history = WINDOW;
    at = WINDOW;
    end = WINDOW;
    sum.reset();
    inFrame = true;
  }

  private void readBlock() throws IOException {
    keepHistory();
    int head = number();
    if (head == 0) {
      inFrame = false;
      if ((flags & CONTENT_SUM) != 0 && number() != (int) sum.getValue()) {
        throw new IOException("its checksum does not match");
      }
      return;
    }
    int length = head & ~STORED;
    if (length > blockBytes) {
      throw new IOException("its compressed data is corrupt");
    }
    if (in.readNBytes(packed, 0, length) < length) {
      throw new EOFException("the compressed data ends too early");
    }
    if ((flags & BLOCK_SUMS) != 0) {
      XXHash32 own = new XXHash32();
      own.update(packed, 0, length);
      if (number() != (int) own.getValue()) {
        throw new IOException("its checksum does not match");
      }
    }
    int made;
    if (head < 0) {
      System.arraycopy(packed, 0, block, WINDOW, length);
      made = length;
    } else {
      try {
        made = unpack(length) - WINDOW;
      } catch (IndexOutOfBoundsException e) {
        throw new IOException("its compressed data is corrupt", e);
      }
    }
    end = WINDOW + made;
    if ((flags & CONTENT_SUM) != 0) {
      sum.update(block, WINDOW, made);
    }
  }

  /** A block may point into what came before, unless the frame says that none does. */
  private void keepHistory() {
    int made = end - WINDOW;
    if ((flags & INDEPENDENT) != 0 || made == 0) {
      history = (flags & INDEPENDENT) != 0 ? WINDOW : history;
    } else {
      int kept = Math.min(WINDOW, end - history);
      System.arraycopy(block, end - kept, block, WINDOW - kept, kept);
      history = WINDOW - kept;
    }
    at = WINDOW;
    end = WINDOW;
  }

  /** Returns where in the block the content ends. */
  private int unpack(int length) throws IOException {
    int from = 0;
    int to = WINDOW;
    while (from < length) {
      int token = packed[from++] & 0xff;
      int literals = token >> 4;
      if (literals == OPEN_LENGTH) {
        int more;
        do {
          more = packed[from++] & 0xff;
          literals += more;
        } while (more == 0xff);
      }
      if (literals > length - from) {
        throw new IOException("its compressed data is corrupt");
      }
      System.arraycopy(packed, from, block, to, literals);
      from += literals;
      to += literals;
      if (from < length) {
        int distance = (packed[from++] & 0xff) | ((packed[from++] & 0xff) << 8);
        int match = token & OPEN_LENGTH;
        if (match == OPEN_LENGTH) {
          int more;
          do {
            more = packed[from++] & 0xff;
            match += more;
          } while (more == 0xff);
        }
        to = repeat(to, distance, match + LEAST_MATCH);
      }
    }
    return to;
  }

  private int repeat(int to, int distance, int length) throws IOException {
    if (distance == 0 || to - distance < history || length > WINDOW + blockBytes - to) {
      throw new IOException("its compressed data is corrupt");
    }
    if (distance == 1) {
      Arrays.fill(block, to, to + length, block[to - 1]);
    } else {
      int done = 0;
      // What overlaps is repeated: each round can copy all that there is by then.
      while (done < length) {
        int n = Math.min(length - done, distance + done);
        System.arraycopy(block, to - distance, block, to + done, n);
        done += n;
      }
    }
    return to + length;
  }

  /** A little-endian number. */
  private int number() throws IOException {
    return must() | (must() << 8) | (must() << 16) | (must() << 24);
  }

  private int must() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException("the compressed data ends too early");
    }
    return next;
  }
}
