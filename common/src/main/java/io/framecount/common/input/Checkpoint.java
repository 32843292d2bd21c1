package io.framecount.common.input;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

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

  /**
   * What an input was found to hold.
   *
   * @param places the checkpoints before which its content is what it was when they were noted
   * @param length bytes of content; -1 if it goes on behind the last checkpoint, or is damaged
   */
  public record Passed(Set<Checkpoint> places, long length) {}

  /**
   * Reads an input as far as the last of some checkpoints, to see which of them its content passes.
   *
   * @throws IOException if it can't be opened
   */
  public static Passed passed(Input input, Collection<Checkpoint> places) throws IOException {
    TreeMap<Long, List<Checkpoint>> byPosition = new TreeMap<>();
    for (Checkpoint place : places) {
      byPosition.merge(place.position(), List.of(place), Checkpoint::joined);
    }
    Set<Checkpoint> passed = new HashSet<>();
    try (ByteSource source = ByteSource.open(input)) {
      return new Passed(passed, pass(source, byPosition, passed));
    }
  }

  private static List<Checkpoint> joined(List<Checkpoint> some, List<Checkpoint> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** Returns the length, if the input ends with the last place or before. */
  private static long pass(
      ByteSource source, TreeMap<Long, List<Checkpoint>> places, Set<Checkpoint> passed) {
    CRC32C crc = new CRC32C();
    byte[] buffer = new byte[64 * 1024];
    long at = 0;
    try {
      for (var next : places.entrySet()) {
        while (at < next.getKey()) {
          int n = source.read(buffer, 0, (int) Math.min(buffer.length, next.getKey() - at));
          if (n < 0) {
            return at;
          }
          crc.update(buffer, 0, n);
          at += n;
        }
        next.getValue().stream()
            .filter(place -> place.crc32c() == (int) crc.getValue())
            .forEach(passed::add);
      }
      return source.read(buffer, 0, 1) < 0 ? at : -1;
    } catch (IOException damage) {
      // What lies before it was seen; it is told when the input is loaded.
      return -1;
    }
  }
}
