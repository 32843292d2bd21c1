package io.framecount.loader.input;

/**
 * How far an input has been read: all before is done, nothing after is begun. Speaks of the
 * decompressed content, so a file and its gzip are at the same place.
 *
 * @param position bytes from the start
 * @param lines lines before that position
 * @param crc32c checksum of all bytes before that position, by which a changed file is known
 */
public record Checkpoint(long position, long lines, int crc32c) {
  /** The very beginning. */
  public static final Checkpoint START = new Checkpoint(0, 0, 0);
}
