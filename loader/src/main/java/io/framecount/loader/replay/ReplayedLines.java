package io.framecount.loader.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.loader.reject.RejectLine;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Recognises lines that a reject file holds twice. A load that goes back to its last commit adds
 * the lines that it rejects again, and nothing is ever removed from the file.
 *
 * <p>Keeps 64 bits of a hash for each line, which take 11 to 22 bytes. The chance that any two of
 * ten million lines have the same hash is 1 in 370,000. Used by one thread.
 */
final class ReplayedLines {
  private static final int ROOM_AT_FIRST = 1024;

  /** Stands for no hash. */
  private static final long FREE = 0;

  private final MessageDigest digest = sha256();
  private final ByteBuffer place = ByteBuffer.allocate(2 * Long.BYTES);
  private long[] hashes = new long[ROOM_AT_FIRST];
  private int count;

  /** Notes a line; false if the same line of the same input was noted before. */
  boolean add(RejectLine line) {
    if (count >= hashes.length / 4 * 3) {
      grow();
    }
    long hash = hash(line);
    int slot = slot(hash);
    if (hashes[slot] == hash) {
      return false;
    }
    hashes[slot] = hash;
    count++;
    return true;
  }

  private void grow() {
    long[] old = hashes;
    hashes = new long[2 * old.length];
    for (long hash : old) {
      if (hash != FREE) {
        hashes[slot(hash)] = hash;
      }
    }
  }

  /** Returns where the hash is, or else belongs. */
  private int slot(long hash) {
    int slot = (int) hash & (hashes.length - 1);
    while (hashes[slot] != FREE && hashes[slot] != hash) {
      slot = (slot + 1) & (hashes.length - 1);
    }
    return slot;
  }

  private long hash(RejectLine line) {
    add(line.file());
    add(line.run());
    digest.update(place.putLong(0, line.line()).putLong(Long.BYTES, line.position()).array());
    long hash = ByteBuffer.wrap(digest.digest(line.content())).getLong();
    return hash == FREE ? 1 : hash;
  }

  private void add(String text) {
    digest.update(String.valueOf(text).getBytes(UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
