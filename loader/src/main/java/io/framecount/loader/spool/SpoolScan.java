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

/** Finds what earlier runs left in a spool. */
final class SpoolScan {
  private static final Pattern NAME = Pattern.compile("(\\d{1,18})-\\d{19}\\.spool");

  private final List<SpoolRun> runs = new ArrayList<>();
  private long cutBytes;
  private long newest;

  private SpoolScan() {}

  /**
   * Reads through all files of the directory and cuts off a torn tail.
   *
   * @param readers how many will read each run
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
    SpoolScan scan = new SpoolScan();
    for (Map.Entry<Long, List<Path>> entry : files.entrySet()) {
      scan.read(entry.getKey(), entry.getValue(), readers);
    }
    return scan;
  }

  /** What is left, oldest first. */
  List<SpoolRun> runs() {
    return runs;
  }

  /** Bytes at the end of files that were not written whole. */
  long cutBytes() {
    return cutBytes;
  }

  /** When the newest run began. */
  long newest() {
    return newest;
  }

  private void read(long began, List<Path> files, int readers) throws IOException {
    newest = began;
    SpoolRun run = new SpoolRun(began, readers);
    long end = -1;
    for (Path path : files) {
      Segment segment = Segment.scan(path);
      long tail = segment.cutTail();
      boolean last = path.equals(files.get(files.size() - 1));
      boolean gap = end >= 0 && segment.fileBytes() > 0 && segment.base.position() != end;
      if ((tail > 0 && !last) || gap) {
        throw new CommandFailure(
            "%s is damaged or missing its predecessor, and no power cut does that; restore it, or move the files %d-* of the spool away to load the rest"
                .formatted(path, began));
      }
      cutBytes += tail;
      if (segment.fileBytes() > Segment.HEADER_BYTES) {
        run.add(segment);
        end = segment.end();
      } else {
        Files.delete(path);
      }
    }
    run.end();
    if (!run.isEmpty()) {
      runs.add(run);
    }
  }
}
