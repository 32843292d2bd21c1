package io.framecount.local;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The directory of Kafka's and the registry's data; locked, and deleted on close if temporary. */
final class DataDirectory implements AutoCloseable {
  private final Path root;
  private final boolean temporary;
  private final FileChannel lock;

  private DataDirectory(Path root, boolean temporary, FileChannel lock) {
    this.root = root;
    this.temporary = temporary;
    this.lock = lock;
  }

  /**
   * Opens the given directory, creating it if need be, or a new temporary one.
   *
   * @throws CommandFailure if another process uses it, or it cannot be written
   */
  static DataDirectory open(Optional<Path> kept) {
    try {
      Path root =
          kept.isPresent()
              ? Files.createDirectories(kept.get().toAbsolutePath())
              : Files.createTempDirectory("framecount-local-");
      return new DataDirectory(root, kept.isEmpty(), lock(root));
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot use %s for data (%s); give another with --data-dir"
              .formatted(kept.map(Path::toString).orElse("a temporary directory"), e),
          e);
    }
  }

  /** Returns a directory below this one, created if need be. */
  Path directory(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a directory below this one, without the files of an earlier run. */
  Path emptyDirectory(String name) {
    try {
      delete(directory(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return directory(name);
  }

  @Override
  public void close() {
    try {
      lock.close();
      if (temporary) {
        delete(root);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel lock(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new CommandFailure(
          "%s is in use by another Kafka; stop that one, or give another directory with --data-dir"
              .formatted(root));
    }
    return channel;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisJvm) {
      return false;
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
