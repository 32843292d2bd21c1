package io.framecount.common.input.packing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.github.luben.zstd.ZstdInputStream;
import io.framecount.common.input.gzip.GzipStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.apache.commons.compress.compressors.CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The compression of an input, recognised by its first bytes and never by its name. */
public enum Compression {
  NONE("", null) {
    @Override
    public InputStream decompress(InputStream in) {
      return in;
    }
  },
  GZIP("\\x1f\\x8b", "gzip -dc") {
    @Override
    public InputStream decompress(InputStream in) throws IOException {
      return new GzipStream(in);
    }
  },
  /** A frame to be skipped may come first, as pzstd writes it. */
  ZSTD("\\x28\\xb5\\x2f\\xfd|[\\x50-\\x5f]\\x2a\\x4d\\x18", "zstd -dc --long=31") {
    @Override
    public InputStream decompress(InputStream in) throws IOException {
      return new ZstdFrames(in);
    }
  },
  BZIP2("BZh", "bzip2 -dc") {
    @Override
    public InputStream decompress(InputStream in) throws IOException {
      return new Bzip2Streams(in);
    }
  },
  XZ("\\xfd7zXZ\\x00", "xz -dc") {
    @Override
    public InputStream decompress(InputStream in) throws IOException {
      return XZCompressorInputStream.builder()
          .setInputStream(in)
          .setDecompressConcatenated(true)
          .get();
    }
  },
  LZ4("\\x04\\x22\\x4d\\x18", "lz4 -dc") {
    @Override
    public InputStream decompress(InputStream in) throws IOException {
      return new Lz4Stream(in);
    }
  };

  /** Bytes needed to tell them apart. */
  public static final int MAGIC_BYTES = 6;

  /** One character a byte. */
  private final Pattern magic;

  private final String unpacker;

  Compression(String magic, String unpacker) {
    this.magic = Pattern.compile(magic, Pattern.DOTALL);
    this.unpacker = unpacker;
  }

  /** Returns the compression of an input that begins with these bytes. */
  public static Compression of(byte[] head, int length) {
    String bytes = new String(head, 0, length, ISO_8859_1);
    for (Compression candidate : values()) {
      if (candidate != NONE && candidate.magic.matcher(bytes).lookingAt()) {
        return candidate;
      }
    }
    return NONE;
  }

  /**
   * The content.
   *
   * @param in the input from its first byte, which can be marked
   */
  public abstract InputStream decompress(InputStream in) throws IOException;

  /** The command that undoes it; null if there is nothing to undo. */
  public String unpacker() {
    return unpacker;
  }

  /** Nothing can be made of it without a file that whoever compressed it has. */
  public static final class NeedsDictionary extends IOException {
    private static final long serialVersionUID = 1L;

    NeedsDictionary(IOException cause) {
      super("it needs the dictionary that it was compressed with", cause);
    }
  }

  /** Frames of zstd, whatever the window that they were made with. */
  private static final class ZstdFrames extends CompressorInputStream {
    /** The largest that the format has on a machine of 64 bits: 2 GiB. */
    private static final int LONGEST_WINDOW = 31;

    private final ZstdInputStream frames;

    ZstdFrames(InputStream in) throws IOException {
      frames = new ZstdInputStream(new ZstdEnd(in)).setLongMax(LONGEST_WINDOW);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        int n = frames.read(target, offset, length);
        count(n);
        return n;
      } catch (IOException e) {
        throw String.valueOf(e.getMessage()).contains("Dictionary") ? new NeedsDictionary(e) : e;
      }
    }

    @Override
    public void close() throws IOException {
      frames.close();
    }
  }

  /** Streams of bzip2 one after the other, maybe with zero bytes behind them. */
  private static final class Bzip2Streams extends CompressorInputStream {
    private final InputStream in;
    private BZip2CompressorInputStream stream;

    Bzip2Streams(InputStream in) throws IOException {
      this.in = in;
      stream = new BZip2CompressorInputStream(in, false);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = -1;
      do {
        long before = stream.getBytesRead();
        try {
          n = stream.read(target, offset, length);
        } finally {
          // Where it fails, it has made something all the same.
          count(stream.getBytesRead() - before);
        }
      } while (n < 0 && begunNext());
      return n;
    }

    private boolean begunNext() throws IOException {
      in.mark(1);
      int next = in.read();
      if (next < 0) {
        return false;
      }
      if (next == 0) {
        while (next == 0) {
          next = in.read();
        }
        if (next >= 0) {
          throw new IOException("there is something behind the zero bytes that end it");
        }
        return false;
      }
      in.reset();
      if (next != 'B') {
        throw new IOException("something that is not bzip2 follows the bzip2 data");
      }
      stream = new BZip2CompressorInputStream(in, false);
      return true;
    }

    @Override
    public void close() throws IOException {
      stream.close();
      in.close();
    }
  }
}
