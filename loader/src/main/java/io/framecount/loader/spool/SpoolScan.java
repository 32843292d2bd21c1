package io.framecount.loader.spool;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the lines that earlier runs left in a spool. */
final class SpoolScan {
  private static final Pattern NAME = Pattern.compile("(\\d{1,18})-\\d{19}\\.spool");

  private final List<SpoolRun> runs = new ArrayList<>();
  private long cutBytes;
  private long newest;

  private SpoolScan() {}

  /**
   * Reads through all files of the directory and cuts off a torn tail.
   *
   * @param readers number of readers of each run
   * @throws CommandFailure if one is damaged; then all files are left as they are
   */
  static SpoolScan of(Path directory, int readers) throws IOException {
    Map<Long, List<Path>> files = new TreeMap<>();
    try (Stream<Path> entries = Files.list(directory)) {
      entries
          .sorted()
          .forEach(
              path -> {
                Matcher name = NAME.matcher(path.getFileName().toString());
                if (name.matches()) {
                  files
                      .computeIfAbsent(Long.valueOf(name.group(1)), began -> new ArrayList<>())
                      .add(path);
                }
              });
    }
    Map<Long, List<Segment>> segments = new TreeMap<>();
    for (Map.Entry<Long, List<Path>> entry : files.entrySet()) {
      segments.put(entry.getKey(), checked(entry.getKey(), entry.getValue()));
    }
    SpoolScan scan = new SpoolScan();
    for (Map.Entry<Long, List<Segment>> entry : segments.entrySet()) {
      scan.take(entry.getKey(), entry.getValue(), readers);
    }
    return scan;
  }

  /** Returns what is left, oldest first. */
  List<SpoolRun> runs() {
    return runs;
  }

  /** Bytes at the end of files that were not written whole. */
  long cutBytes() {
    return cutBytes;
  }

  /** The start of the newest run. */
  long newest() {
    return newest;
  }

  /**
   * Returns the files of a run as they are. All of them must pass before a tail is cut off: blocks
   * behind a damage are good, and come back once the damaged file is restored.
   */
  private static List<Segment> checked(long began, List<Path> files) throws IOException {
    List<Segment> segments = new ArrayList<>();
    for (Path path : files) {
      segments.add(Segment.scan(path));
    }
    long end = -1;
    for (Segment segment : segments) {
      boolean last = segment == segments.get(segments.size() - 1);
      boolean torn = segment.tailBytes() > 0 || isEmpty(segment);
      boolean gap = end >= 0 && segment.fileBytes() > 0 && segment.base.position() != end;
      if (segment.foreign() || (torn && !last) || gap) {
        throw new CommandFailure(
            "%s is damaged or missing its predecessor, and no power cut does that; restore it, or move the files %d-* of the spool away to load the rest"
                .formatted(segment.path, began));
      }
      end = segment.end();
    }
    return segments;
  }

  private void take(long began, List<Segment> segments, int readers) throws IOException {
    newest = began;
    SpoolRun run = new SpoolRun(began, readers);
    for (Segment segment : segments) {
      cutBytes += segment.cutTail();
      if (isEmpty(segment)) {
        Files.delete(segment.path);
      } else {
        run.add(segment);
      }
    }
    run.end();
    if (!run.isEmpty()) {
      runs.add(run);
    }
  }

  private static boolean isEmpty(Segment segment) {
    return segment.fileBytes() <= Segment.HEADER_BYTES;
  }
}
