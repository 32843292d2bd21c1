package io.framecount.common.input.archive;

import io.framecount.common.input.Input;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** A zip archive, in which every member can be opened at once. */
final class ZipArchive implements Archive {
  private final Input.File file;

  ZipArchive(Input.File file) {
    this.file = file;
  }

  @Override
  public Input file() {
    return file;
  }

  /** Opens its directory. */
  ZipFile directory() throws IOException {
    return directory(file.path());
  }

  private static ZipFile directory(Path path) throws IOException {
    return ZipFile.builder().setPath(path).get();
  }

  /** All entries, in the order in which they lie there. */
  static List<ZipArchiveEntry> entries(ZipFile zip) {
    return Collections.list(zip.getEntriesInPhysicalOrder());
  }

  @Override
  public InputStream open(int index, String name) throws IOException {
    ZipFile zip = directory();
    try {
      List<ZipArchiveEntry> entries = entries(zip);
      if (index >= entries.size() || !entries.get(index).getName().equals(name)) {
        throw changed(name);
      }
      return new Content(zip, entries.get(index));
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** A member, whose checksum is compared at its end. */
  private static final class Content extends FilterInputStream {
    private final ZipFile zip;
    private final CheckedInputStream checked;
    private final long crc;

    Content(ZipFile zip, ZipArchiveEntry entry) throws IOException {
      this(zip, new CheckedInputStream(zip.getInputStream(entry), new CRC32()), entry.getCrc());
    }

    private Content(ZipFile zip, CheckedInputStream checked, long crc) {
      super(checked);
      this.zip = zip;
      this.checked = checked;
      this.crc = crc;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = super.read(target, offset, length);
      if (n < 0 && crc >= 0 && checked.getChecksum().getValue() != crc) {
        throw new IOException("its checksum does not match");
      }
      return n;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    @Override
    public void close() throws IOException {
      try {
        super.close();
      } finally {
        zip.close();
      }
    }
  }
}
