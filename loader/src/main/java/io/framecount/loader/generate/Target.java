package io.framecount.loader.generate;

import io.framecount.common.cli.CommandFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The destination of the bytes. A file gets its name only when it is whole ({@link #commit}); until
 * then it is called {@code NAME.part}, so nobody takes half a stream for a whole one. Not
 * thread-safe.
 */
final class Target implements AutoCloseable {
  private final OutputStream out;
  private final Path part;
  private final Path path;

  private Target(OutputStream out, Path part, Path path) {
    this.out = out;
    this.part = part;
    this.path = path;
  }

  /** A stream that is not ours to close, such as stdout. */
  static Target stream(OutputStream out) {
    return new Target(out, null, null);
  }

  /**
   * A file.
   *
   * @param replace whether a file of that name may be replaced
   * @throws CommandFailure if it may not, or if it cannot be written
   */
  static Target file(Path path, boolean replace) {
    if (Files.isRegularFile(path) && !replace) {
      throw new CommandFailure(
          "%s exists; choose another name or replace it with --force".formatted(path));
    }
    if (Files.isDirectory(path)) {
      throw new CommandFailure("%s is a folder; give the name of a file".formatted(path));
    }
    try {
      return Files.exists(path) && !Files.isRegularFile(path) ? special(path) : fresh(path);
    } catch (IOException e) {
      throw new CommandFailure("cannot write %s: %s".formatted(path, reason(e, path)), e);
    }
  }

  /** A device or a named pipe is written as it is: there is nothing to rename. */
  private static Target special(Path path) throws IOException {
    return new Target(buffered(path), null, path);
  }

  private static Target fresh(Path path) throws IOException {
    Path part = path.resolveSibling(path.getFileName() + ".part");
    OutputStream out = buffered(part);
    part.toFile().deleteOnExit();
    return new Target(out, part, path);
  }

  private static OutputStream buffered(Path path) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(path));
  }

  private static String reason(IOException e, Path path) {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      return "there is no folder %s; create it first".formatted(folder);
    }
    return e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
  }

  OutputStream out() {
    return out;
  }

  /** Marks the stream as complete. */
  void commit() throws IOException {
    out.flush();
    if (part != null) {
      out.close();
      Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Drops what was not committed. */
  @Override
  public void close() throws IOException {
    if (path == null) {
      return;
    }
    try {
      out.close();
    } finally {
      if (part != null) {
        Files.deleteIfExists(part);
      }
    }
  }
}
