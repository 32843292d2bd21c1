package io.framecount.loader.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** How an input is compressed, told by its first bytes and never by its name. */
enum Compression {
  NONE("") {
    @Override
    InputStream decompress(InputStream in) {
      return in;
    }
  },
  GZIP("\u001f\u008b") {
    @Override
    InputStream decompress(InputStream in) throws IOException {
      return GzipCompressorInputStream.builder()
          .setInputStream(in)
          .setDecompressConcatenated(true)
          .setBufferSize(IN_BUFFER)
          .get();
    }
  },
  ZSTD("(\u00b5/\u00fd") {
    @Override
    InputStream decompress(InputStream in) throws IOException {
      return new ZstdCompressorInputStream(in);
    }
  },
  BZIP2("BZh") {
    @Override
    InputStream decompress(InputStream in) throws IOException {
      return new BZip2CompressorInputStream(in, true);
    }
  },
  XZ("\u00fd7zXZ\0") {
    @Override
    InputStream decompress(InputStream in) throws IOException {
      return XZCompressorInputStream.builder()
          .setInputStream(in)
          .setDecompressConcatenated(true)
          .get();
    }
  };

  /** Bytes needed to tell them apart. */
  static final int MAGIC_BYTES = 6;

  private static final int IN_BUFFER = 64 * 1024;

  /** One character a byte. */
  private final String magic;

  Compression(String magic) {
    this.magic = magic;
  }

  /** Tells the compression of an input that begins with these bytes. */
  static Compression of(byte[] head, int length) {
    for (Compression candidate : values()) {
      if (candidate != NONE && candidate.matches(head, length)) {
        return candidate;
      }
    }
    return NONE;
  }

  abstract InputStream decompress(InputStream in) throws IOException;

  private boolean matches(byte[] head, int length) {
    return new String(head, 0, length, ISO_8859_1).startsWith(magic);
  }
}
