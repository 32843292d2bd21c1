package io.framecount.common.input.gzip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of a gzip file (RFC 1952) of one member or several. What comes before a damage is
 * given out in full. Zero bytes behind the last member, as tapes and FTP leave them, are its end;
 * anything else there is a damage. Not thread-safe.
 */
public final class GzipStream extends InputStream {
  private static final int MAGIC_1 = 0x1f;
  private static final int MAGIC_2 = 0x8b;
  private static final int DEFLATE = 8;
  private static final int FLAG_HEADER_CRC = 1 << 1;
  private static final int FLAG_EXTRA = 1 << 2;
  private static final int FLAG_NAME = 1 << 3;
  private static final int FLAG_COMMENT = 1 << 4;
  private static final int FLAGS_RESERVED = 0xe0;

  private final InputStream in;
  private final Deflated deflated;
  private final CRC32 crc = new CRC32();
  private long memberBytes;
  private boolean ended;

  /** Inflates streams of raw deflate, and gives the bytes between them as they are. */
  public interface Deflated {
    /** Begins a stream of deflate at the next byte. */
    void begin();

    /** Returns whether the stream has ended; the next byte is the one after it. */
    boolean finished();

    /** The next byte as it lies there, or -1 at the end. */
    int next() throws IOException;

    /**
     * Inflates some bytes; 0 only where the stream has ended, or the input.
     *
     * @return how many
     * @throws IOException if it is no deflate from here on; all before it was given out
     */
    int inflate(byte[] target, int offset, int length) throws IOException;

    /** Frees what it holds. */
    void close();
  }

  /**
   * Inflates with zlib, as every Java has it.
   *
   * @param in the gzip file from its first byte
   * @throws IOException if it does not begin as one
   */
  public GzipStream(InputStream in) throws IOException {
    this(in, new Zlib(in));
  }

  /**
   * Inflates with something else.
   *
   * @param deflated reads from {@code in}
   * @throws IOException if it does not begin as a gzip file
   */
  public GzipStream(InputStream in, Deflated deflated) throws IOException {
    this.in = in;
    this.deflated = deflated;
    begin(deflated.next());
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
      n = deflated.inflate(target, offset, length);
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
    deflated.close();
    in.close();
  }

  private void endMember() throws IOException {
    if (!deflated.finished()) {
      throw new EOFException("the compressed data ends too early");
    }
    if (number(Integer.BYTES) != crc.getValue()) {
      throw new IOException("its checksum does not match");
    }
    if (number(Integer.BYTES) != (memberBytes & 0xffffffffL)) {
      throw new IOException("its length does not match");
    }
    int more = deflated.next();
    boolean padded = more == 0;
    while (more == 0) {
      more = deflated.next();
    }
    if (more < 0) {
      ended = true;
    } else if (padded) {
      throw new IOException("there is something behind the zero bytes that end it");
    } else {
      begin(more);
    }
  }

  private void begin(int first) throws IOException {
    if (first != MAGIC_1 || deflated.next() != MAGIC_2) {
      throw new IOException("something that is not gzip follows the gzip data");
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
    deflated.begin();
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
    int next = deflated.next();
    if (next < 0) {
      throw new EOFException("the compressed data ends too early");
    }
    return next;
  }

  private static final class Zlib implements Deflated {
    private static final int IN_BYTES = 64 * 1024;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final byte[] read = new byte[IN_BYTES];
    private int at;
    private int filled;
    private boolean corrupt;

    Zlib(InputStream in) {
      this.in = in;
    }

    @Override
    public void begin() {
      inflater.reset();
      inflater.setInput(read, at, filled - at);
    }

    @Override
    public boolean finished() {
      return inflater.finished();
    }

    @Override
    public int next() throws IOException {
      return at < filled || refill() ? read[at++] & 0xff : -1;
    }

    @Override
    public int inflate(byte[] target, int offset, int length) throws IOException {
      int made = 0;
      while (made == 0 && !inflater.finished()) {
        if (corrupt) {
          throw new IOException("its compressed data is corrupt");
        }
        if (inflater.needsInput()) {
          if (!refill()) {
            return 0;
          }
          inflater.setInput(read, 0, filled);
        }
        made = step(target, offset, length);
      }
      if (inflater.finished()) {
        at = filled - inflater.getRemaining();
      }
      return made;
    }

    private int step(byte[] target, int offset, int length) {
      long before = inflater.getBytesWritten();
      try {
        int made = inflater.inflate(target, offset, length);
        corrupt = inflater.needsDictionary();
        return made;
      } catch (DataFormatException e) {
        corrupt = true;
        // What it had made before is there all the same.
        return (int) (inflater.getBytesWritten() - before);
      }
    }

    private boolean refill() throws IOException {
      at = 0;
      filled = Math.max(0, in.read(read, 0, IN_BYTES));
      return filled > 0;
    }

    @Override
    public void close() {
      inflater.end();
    }
  }
}
