package io.framecount.common.input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.Checksum;
import org.apache.commons.codec.digest.XXHash32;

/** Packs into one LZ4 frame of blocks that point into each other; plain, but fast enough. */
final class Lz4Packer extends OutputStream {
  private static final int BLOCK = 64 * 1024;
  private static final int HASH_BITS = 14;

  private final OutputStream out;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  Lz4Packer(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) {
    content.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    content.write(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    byte[] all = content.toByteArray();
    number(0x184d2204);
    byte[] head = {0x54, 0x40};
    out.write(head);
    out.write((int) (hash(head, head.length) >> 8));
    int[] seen = new int[1 << HASH_BITS];
    Arrays.fill(seen, -1);
    for (int from = 0; from < all.length; from += BLOCK) {
      int to = Math.min(all.length, from + BLOCK);
      byte[] block = block(all, from, to, seen);
      if (block.length < to - from) {
        number(block.length);
        out.write(block);
        number((int) hash(block, block.length));
      } else {
        number((to - from) | (1 << 31));
        out.write(all, from, to - from);
        number((int) hash(Arrays.copyOfRange(all, from, to), to - from));
      }
    }
    number(0);
    number((int) hash(all, all.length));
    out.close();
  }

  private static byte[] block(byte[] all, int from, int to, int[] seen) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    int literals = from;
    int at = from;
    while (at < to - 12) {
      int slot = (word(all, at) * 0x9e3779b1) >>> (32 - HASH_BITS);
      int match = seen[slot];
      seen[slot] = at;
      if (match >= 0 && at - match < BLOCK && word(all, match) == word(all, at)) {
        int length = 4;
        while (at + length < to - 5 && all[match + length] == all[at + length]) {
          length++;
        }
        sequence(block, all, literals, at, at - match, length);
        at += length;
        literals = at;
      } else {
        at++;
      }
    }
    sequence(block, all, literals, to, 0, 4);
    return block.toByteArray();
  }

  private static void sequence(
      ByteArrayOutputStream block, byte[] all, int from, int to, int distance, int length) {
    block.write((Math.min(15, to - from) << 4) | Math.min(15, length - 4));
    rest(block, to - from - 15);
    block.write(all, from, to - from);
    if (distance > 0) {
      block.write(distance);
      block.write(distance >> 8);
      rest(block, length - 4 - 15);
    }
  }

  private static void rest(ByteArrayOutputStream block, int rest) {
    int left = rest;
    for (; left >= 255; left -= 255) {
      block.write(255);
    }
    if (left >= 0) {
      block.write(left);
    }
  }

  private static int word(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | ((bytes[at + 1] & 0xff) << 8)
        | ((bytes[at + 2] & 0xff) << 16)
        | ((bytes[at + 3] & 0xff) << 24);
  }

  private static long hash(byte[] bytes, int length) {
    Checksum sum = new XXHash32();
    sum.update(bytes, 0, length);
    return sum.getValue();
  }

  private void number(int number) throws IOException {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write(number >>> shift);
    }
  }
}
