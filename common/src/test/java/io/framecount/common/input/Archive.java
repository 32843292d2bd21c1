package io.framecount.common.input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** The ways to pack an input that the loader must be able to undo. */
public enum Archive {
  PLAIN {
    @Override
    public OutputStream pack(OutputStream out) {
      return out;
    }
  },
  GZIP {
    @Override
    public OutputStream pack(OutputStream out) throws IOException {
      return new GZIPOutputStream(out);
    }
  },
  ZSTD {
    @Override
    public OutputStream pack(OutputStream out) throws IOException {
      return new ZstdCompressorOutputStream(out);
    }
  },
  BZIP2 {
    @Override
    public OutputStream pack(OutputStream out) throws IOException {
      return new BZip2CompressorOutputStream(out, 1);
    }
  },
  XZ {
    @Override
    public OutputStream pack(OutputStream out) throws IOException {
      return new XZOutputStream(out, new LZMA2Options(1));
    }
  },
  LZ4 {
    @Override
    public OutputStream pack(OutputStream out) {
      return new Lz4Packer(out);
    }
  };

  public abstract OutputStream pack(OutputStream out) throws IOException;

  public byte[] pack(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream packing = pack(bytes)) {
      packing.write(content);
    }
    return bytes.toByteArray();
  }

  /** As {@code cat a.gz b.gz} makes it: the content in two halves, packed one after the other. */
  public byte[] packInTwo(byte[] content) throws IOException {
    int half = content.length / 2;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(pack(Arrays.copyOf(content, half)));
    bytes.write(pack(Arrays.copyOfRange(content, half, content.length)));
    return bytes.toByteArray();
  }
}
