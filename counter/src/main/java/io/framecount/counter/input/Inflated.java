package io.framecount.counter.input;

import io.framecount.common.input.gzip.GzipStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Input that may be gzip, which is told by its first bytes and never by its name.
 *
 * @param stream the input as it is, or inflated if it is gzip, with all members of several
 * @param gzip whether it is
 */
record Inflated(InputStream stream, boolean gzip) {
  private static final int BUFFER_BYTES = 64 * 1024;

  static Inflated of(InputStream raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, BUFFER_BYTES);
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return new Inflated(gzip ? new GzipStream(in) : in, gzip);
  }
}
