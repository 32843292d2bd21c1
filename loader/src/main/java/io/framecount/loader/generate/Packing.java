package io.framecount.loader.generate;

import java.io.IOException;
import java.io.OutputStream;

/**
 * How lines become the bytes of a file. {@link #pack} is the dear part and runs on many threads at
 * once; the rest is called by one thread, in order.
 */
interface Packing {
  /** Packs the lines of one batch, knowing nothing of the others. */
  Bytes pack(Bytes lines);

  void begin(OutputStream out) throws IOException;

  /** Writes a packed batch, given the lines it was made of. */
  void append(Bytes lines, Bytes packed, OutputStream out) throws IOException;

  void end(OutputStream out) throws IOException;

  /** Gzip for a name that ends in {@code .gz}, else the lines as they are. */
  static Packing of(String fileName) {
    return fileName.endsWith(".gz") ? new GzipPacking() : new PlainPacking();
  }
}
