package io.framecount.common.input.archive;

import io.framecount.common.input.Input;
import java.io.IOException;
import java.io.InputStream;

/** What lies in an archive behind the place up to which it can be read. */
record Unreadable(Input file, String lastMember, IOException reason) implements Input {
  @Override
  public String name() {
    return lastMember == null
        ? file.name()
        : "%s%s… (all behind %s)".formatted(file.name(), Member.INSIDE, lastMember);
  }

  @Override
  public long size() {
    return 0;
  }

  @Override
  public Reading reading() {
    return file.reading();
  }

  @Override
  public InputStream open() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw reason;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        throw reason;
      }
    };
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public boolean packed() {
    return true;
  }
}
