package io.framecount.common.input.archive;

import io.framecount.common.input.ByteSource;
import io.framecount.common.input.Input;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A tar archive, maybe compressed. It can be read in one direction only, so the place where a
 * member was read last is kept for the next one.
 */
final class TarArchive implements Archive {
  private final Input file;
  private Cursor idle;

  TarArchive(Input file) {
    this.file = file;
  }

  @Override
  public Input file() {
    return file;
  }

  @Override
  public InputStream open(int index, String name) throws IOException {
    Cursor cursor = take(index);
    try {
      TarArchiveEntry entry = cursor.moveTo(index);
      if (entry == null || !entry.getName().equals(name)) {
        throw changed(name);
      }
      return new FilterInputStream(cursor.tar) {
        private boolean closed;

        @Override
        public void close() throws IOException {
          if (!closed) {
            closed = true;
            giveBack(cursor);
          }
        }
      };
    } catch (IOException e) {
      cursor.close();
      throw e;
    }
  }

  /** Begins at the first entry. */
  Cursor entries() throws IOException {
    return new Cursor(file);
  }

  private synchronized Cursor take(int index) throws IOException {
    Cursor cursor = idle;
    if (cursor != null && cursor.index < index) {
      idle = null;
      return cursor;
    }
    return new Cursor(file);
  }

  private synchronized void giveBack(Cursor cursor) throws IOException {
    Cursor old = idle;
    idle = cursor;
    if (old != null) {
      old.close();
    }
  }

  /** A place in the archive. */
  static final class Cursor implements AutoCloseable {
    private final TarArchiveInputStream tar;
    private int index = -1;

    private Cursor(Input file) throws IOException {
      tar = new TarArchiveInputStream(ByteSource.open(file).asStream());
    }

    /** The next entry; null at the end. */
    TarArchiveEntry next() throws IOException {
      index++;
      return tar.getNextEntry();
    }

    /** Its content. */
    InputStream content() {
      return tar;
    }

    /** Place of the present entry, from 0. */
    int index() {
      return index;
    }

    private TarArchiveEntry moveTo(int wanted) throws IOException {
      TarArchiveEntry entry = null;
      do {
        entry = next();
      } while (entry != null && index < wanted);
      return entry;
    }

    @Override
    public void close() throws IOException {
      tar.close();
    }
  }
}
