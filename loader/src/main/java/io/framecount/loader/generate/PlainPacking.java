package io.framecount.loader.generate;

import java.io.IOException;
import java.io.OutputStream;

/** Lines as they are. */
final class PlainPacking implements Packing {
  @Override
  public Bytes pack(Bytes lines) {
    return lines;
  }

  @Override
  public void begin(OutputStream out) {}

  @Override
  public void append(Bytes lines, Bytes packed, OutputStream out) throws IOException {
    packed.writeTo(out);
  }

  @Override
  public void end(OutputStream out) {}
}
