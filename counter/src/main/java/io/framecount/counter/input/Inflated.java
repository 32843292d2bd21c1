package io.framecount.counter.input;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Input that may be gzip, which is told by its first bytes and never by its name. */
final class Inflated {
  private static final int BUFFER_BYTES = 64 * 1024;

  private Inflated() {}

  /** The input as it is, or inflated if it is gzip, with all members of several. */
  static InputStream of(InputStream raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, BUFFER_BYTES);
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip ? new GZIPInputStream(new Candid(in), BUFFER_BYTES) : in;
  }

  /**
   * Tells by looking whether more follows. {@link GZIPInputStream} ends with the member in hand if
   * nothing is available, and a pipe has nothing available whenever its writer is slow.
   */
  private static final class Candid extends FilterInputStream {
    Candid(BufferedInputStream in) {
      super(in);
    }

    @Override
    public int available() throws IOException {
      in.mark(1);
      int next = in.read();
      in.reset();
      return next < 0 ? 0 : Math.max(1, in.available());
    }
  }
}
