package io.framecount.loader.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks whether there is room for a spool. Creates nothing. */
final class SpoolCheck {
  private SpoolCheck() {}

  /**
   * Looks at the disk.
   *
   * @param most how many bytes the spool may grow to
   */
  static Observation look(Path directory, long most) {
    String what = "spool " + directory;
    Path existing = directory.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      return Observation.failed(
          what,
          "%s is not a directory that this user may write to".formatted(existing),
          "give another --spool-dir");
    }
    try {
      long free = Files.getFileStore(existing).getUsableSpace();
      String found = "%,d MB are free there".formatted(free / 1_000_000);
      return free >= most
          ? Observation.ok(what, found)
          : Observation.warning(
              what,
              "%s, and the spool may grow to %,d MB".formatted(found, most / 1_000_000),
              "lower --spool-max-bytes, or give a --spool-dir on another disk");
    } catch (IOException e) {
      return Observation.failed(what, new UncheckedIOException(e));
    }
  }
}
