package io.framecount.loader.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.framecount.common.input.Checkpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * One file of the spool: a header that says which part of its run it holds, then blocks. Guarded by
 * the {@link SpoolRun} it belongs to.
 */
final class Segment {
  static final int HEADER_BYTES = 24;

  private static final byte[] MAGIC = "fcspool1".getBytes(US_ASCII);

  /** Content of a header that was not on disk when the power failed. */
  private static final byte[] UNWRITTEN = new byte[MAGIC.length];

  final Path path;

  /** Bytes of the run in the files before this one. */
  final Checkpoint base;

  private long contentBytes;
  private long fileBytes;
  private boolean sealed;
  private boolean foreign;

  private Segment(Path path, Checkpoint base, long contentBytes, long fileBytes, boolean sealed) {
    this.path = path;
    this.base = base;
    this.contentBytes = contentBytes;
    this.fileBytes = fileBytes;
    this.sealed = sealed;
  }

  /** Makes a new file, and writes its header. */
  static Segment create(Path path, Checkpoint base, FileChannel file) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    header.put(MAGIC).putLong(base.position()).putLong(base.lines()).flip();
    while (header.hasRemaining()) {
      file.write(header);
    }
    return new Segment(path, base, 0, HEADER_BYTES, false);
  }

  /** Reads through a file that an earlier run left, up to the first block that is not whole. */
  static Segment scan(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
      while (header.hasRemaining() && file.read(header) >= 0) {}
      header.flip();
      byte[] magic = Arrays.copyOf(header.array(), MAGIC.length);
      if (header.limit() < HEADER_BYTES || !Arrays.equals(magic, MAGIC)) {
        Segment nothing = new Segment(path, Checkpoint.START, 0, 0, true);
        nothing.foreign = header.limit() == HEADER_BYTES && !Arrays.equals(magic, UNWRITTEN);
        return nothing;
      }
      Checkpoint base =
          new Checkpoint(header.getLong(MAGIC.length), header.getLong(2 * MAGIC.length), 0);
      long at = HEADER_BYTES;
      long content = 0;
      for (byte[] block = Block.read(file, at); block != null; block = Block.read(file, at)) {
        at += Block.HEADER_BYTES + block.length;
        content += block.length;
      }
      return new Segment(path, base, content, at, true);
    }
  }

  /** Returns whether a scan found a header that no loader wrote. */
  boolean foreign() {
    return foreign;
  }

  /** Returns how many bytes a scan found that are not whole, at the end. */
  long tailBytes() throws IOException {
    return Files.size(path) - fileBytes;
  }

  /** Cuts off what is not whole, and returns how many bytes that was. */
  long cutTail() throws IOException {
    long tail = tailBytes();
    if (tail > 0) {
      try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
        file.truncate(fileBytes);
        file.force(true);
      }
    }
    return tail;
  }

  void grew(int content, int file) {
    contentBytes += content;
    fileBytes += file;
  }

  void seal() {
    sealed = true;
  }

  boolean sealed() {
    return sealed;
  }

  /** Returns where in the run it ends so far, in bytes of content. */
  long end() {
    return base.position() + contentBytes;
  }

  long fileBytes() {
    return fileBytes;
  }
}
