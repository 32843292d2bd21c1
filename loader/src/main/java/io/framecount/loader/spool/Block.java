package io.framecount.loader.spool;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * The unit of writing: four bytes of length, four bytes of CRC-32C over length and content, then
 * the content; all big-endian. The checksum reveals a block that was not written whole.
 */
final class Block {
  static final int HEADER_BYTES = 8;

  /** Longest content in bytes; a length beyond it is garbage. */
  static final int MOST_BYTES = 4 * 1024 * 1024;

  private Block() {}

  /** The content with its header, ready to be written. */
  static ByteBuffer of(byte[] bytes, int from, int to) {
    ByteBuffer block = ByteBuffer.allocate(HEADER_BYTES + to - from);
    block.putInt(to - from).putInt(crc(bytes, from, to - from)).put(bytes, from, to - from);
    return block.flip();
  }

  /**
   * Reads the content of the block that begins at a position of the file.
   *
   * @return null if there is no whole block
   */
  static byte[] read(FileChannel file, long position) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    if (!fill(header, file, position)) {
      return null;
    }
    int length = header.getInt(0);
    if (length <= 0 || length > MOST_BYTES) {
      return null;
    }
    ByteBuffer content = ByteBuffer.allocate(length);
    boolean whole =
        fill(content, file, position + HEADER_BYTES)
            && crc(content.array(), 0, length) == header.getInt(4);
    return whole ? content.array() : null;
  }

  private static boolean fill(ByteBuffer buffer, FileChannel file, long position)
      throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int n = file.read(buffer, at);
      if (n < 0) {
        return false;
      }
      if (n == 0) {
        throw new EOFException("nothing to read at byte " + at);
      }
      at += n;
    }
    return true;
  }

  private static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, length));
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
