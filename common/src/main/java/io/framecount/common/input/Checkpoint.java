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
 * decompressed content in UTF-8, so a file and its gzip are at the same place.
 *
 * @param position bytes from the start
 * @param lines lines before that position, or objects, if those are the unit
 * @param crc32c checksum of all bytes before that position, by which a changed file is known
 * @param unit what the input was divided into
 */
public record Checkpoint(long position, long lines, int crc32c, Unit unit) {
  /** What an input is divided into. */
  public enum Unit {
    /** Lines, each of which should be an object. */
    LINES,
    /** Objects, wherever they begin; the place is within no array. */
    OBJECTS,
    /** The same, but the place is within an array. */
    ELEMENTS;

    /** The word for one of them. */
    public String word() {
      return this == LINES ? "line" : "object";
    }
  }

  /** The very beginning. */
  public static final Checkpoint START = new Checkpoint(0, 0, 0);

  /** A place behind whole lines. */
  public Checkpoint(long position, long lines, int crc32c) {
    this(position, lines, crc32c, Unit.LINES);
  }

  /** As many lines or objects, with their unit. */
  public String counted() {
    return "%,d %s%s".formatted(lines, unit.word(), lines == 1 ? "" : "s");
  }

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

  /** An array has its end behind the last place that is noted, so that it may grow. */
  private static int passArrayEnd(ByteSource source, byte[] buffer) throws IOException {
    int n = source.read(buffer, 0, buffer.length);
    for (int i = 0; i < n; i++) {
      if (buffer[i] > ' ' && buffer[i] != ']') {
        return n;
      }
    }
    return n < 0 ? n : source.read(buffer, 0, 1);
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
      boolean within =
          places.lastEntry().getValue().stream().anyMatch(place -> place.unit() == Unit.ELEMENTS);
      int n = within ? passArrayEnd(source, buffer) : source.read(buffer, 0, 1);
      return n < 0 ? at : -1;
    } catch (IOException damage) {
      // What lies before it was seen; it is told when the input is loaded.
      return -1;
    }
  }
}
