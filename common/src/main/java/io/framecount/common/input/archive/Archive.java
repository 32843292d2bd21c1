package io.framecount.common.input.archive;

import io.framecount.common.input.Input;
import java.io.IOException;
import java.io.InputStream;

/** A file that holds files. May be used by several threads. */
sealed interface Archive permits TarArchive, ZipArchive {
  /** The file. */
  Input file();

  /**
   * Opens a member at its first byte, as it was stored. Members are opened fastest in their order.
   *
   * @param index its place among all entries, from 0
   * @param name what must still be there
   * @throws IOException if the archive can't be read as far as that, or has changed
   */
  InputStream open(int index, String name) throws IOException;

  /** The file is not the one that was looked at. */
  default IOException changed(String name) {
    return new IOException("the archive has changed: %s is no longer where it was".formatted(name));
  }
}
