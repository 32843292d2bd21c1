package io.framecount.loader.input.gzip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/**
 * The content of a gzip file (RFC 1952) of one member or several. What comes before a damage is
 * given out in full. Not thread-safe.
 */
public final class IsalGzipStream extends InputStream {
  private static final int MAGIC_1 = 0x1f;
  private static final int MAGIC_2 = 0x8b;
  private static final int DEFLATE = 8;
  private static final int FLAG_HEADER_CRC = 1 << 1;
  private static final int FLAG_EXTRA = 1 << 2;
  private static final int FLAG_NAME = 1 << 3;
  private static final int FLAG_COMMENT = 1 << 4;
  private static final int FLAGS_RESERVED = 0xe0;

  private final InputStream in;
  private final IsalInflater inflater;
  private final CRC32 crc = new CRC32();
  private long memberBytes;
  private boolean ended;

  /**
   * @param in the gzip file from its first byte
   * @throws IOException if it does not begin as one
   */
  public IsalGzipStream(InputStream in) throws IOException {
    this.in = in;
    inflater = new IsalInflater(in);
    begin(inflater.next());
  }

  /** Whether this works here; if not, another implementation has to. */
  public static boolean worksHere() {
    return Isal.available();
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
    int n = 0;
    while (n == 0 && !ended) {
      n = inflater.inflate(target, offset, length);
      crc.update(target, offset, n);
      memberBytes += n;
      if (n == 0) {
        endMember();
      }
    }
    return n == 0 ? -1 : n;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void endMember() throws IOException {
    if (!inflater.finished()) {
      throw new EOFException("the compressed data ends too early");
    }
    if (number(Integer.BYTES) != crc.getValue()) {
      throw new IOException("its checksum does not match");
    }
    if (number(Integer.BYTES) != (memberBytes & 0xffffffffL)) {
      throw new IOException("its length does not match");
    }
    int more = inflater.next();
    if (more < 0) {
      ended = true;
    } else {
      begin(more);
    }
  }

  private void begin(int first) throws IOException {
    if (first != MAGIC_1 || inflater.next() != MAGIC_2) {
      throw new IOException("garbage after a valid gzip stream");
    }
    if (must() != DEFLATE) {
      throw new IOException("its compression method is not deflate");
    }
    int flags = must();
    if ((flags & FLAGS_RESERVED) != 0) {
      throw new IOException("its gzip header has unknown flags");
    }
    skip(6); // time, level and system
    if ((flags & FLAG_EXTRA) != 0) {
      skip((int) number(Short.BYTES));
    }
    if ((flags & FLAG_NAME) != 0) {
      skipText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipText();
    }
    if ((flags & FLAG_HEADER_CRC) != 0) {
      skip(Short.BYTES);
    }
    inflater.begin();
    crc.reset();
    memberBytes = 0;
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      must();
    }
  }

  private void skipText() throws IOException {
    int next;
    do {
      next = must();
    } while (next != 0);
  }

  /** A little-endian number. */
  private long number(int bytes) throws IOException {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number |= (long) must() << (Byte.SIZE * i);
    }
    return number;
  }

  private int must() throws IOException {
    int next = inflater.next();
    if (next < 0) {
      throw new EOFException("the compressed data ends too early");
    }
    return next;
  }
}
