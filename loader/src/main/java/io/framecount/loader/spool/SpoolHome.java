package io.framecount.loader.spool;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * The directory of a spool, locked, and the file that names it. The progress is kept under that
 * name, so it must never change while the spool holds something.
 */
final class SpoolHome implements AutoCloseable {
  private static final String FILE = "spool";
  private static final int MOST_BYTES = 4096;

  private final Path directory;
  private final FileChannel lock;
  private final String id;

  private SpoolHome(Path directory, FileChannel lock, String id) {
    this.directory = directory;
    this.lock = lock;
    this.id = id;
  }

  /**
   * Opens or makes it.
   *
   * @throws CommandFailure if another loader uses it, or it is for another topic
   */
  static SpoolHome open(Path directory, String topic) throws IOException {
    Files.createDirectories(directory);
    FileChannel file =
        FileChannel.open(
            directory.resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      requireFree(file, directory);
      return new SpoolHome(directory, file, identify(file, directory, topic));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  Path directory() {
    return directory;
  }

  /** The name of the spool, which no two have. */
  String id() {
    return id;
  }

  /** Makes sure that the names of new files are on disk, too, where that can be asked for. */
  void forceNames() {
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    } catch (IOException notOnThisPlatform) {
      // Not every file system lets a directory be opened.
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException alreadyUnlocked) {
      // Nothing more can be done for it.
    }
  }

  private static void requireFree(FileChannel file, Path directory) throws IOException {
    boolean free;
    try {
      free = file.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      free = false;
    }
    if (!free) {
      throw new CommandFailure(
          "another loader uses the spool in %s; stop that one, or give another --spool-dir"
              .formatted(directory));
    }
  }

  private static String identify(FileChannel file, Path directory, String topic)
      throws IOException {
    ByteBuffer content = ByteBuffer.allocate(MOST_BYTES);
    file.read(content, 0);
    String[] words =
        new String(content.array(), 0, content.position(), UTF_8).strip().split(" ", -1);
    if (words.length != 2) {
      return name(file, topic);
    }
    if (!words[1].equals(topic)) {
      throw new CommandFailure(
          "the spool in %s is for topic %s, not %s; give another --spool-dir"
              .formatted(directory, words[1], topic));
    }
    return words[0];
  }

  private static String name(FileChannel file, String topic) throws IOException {
    String id = UUID.randomUUID().toString();
    file.write(ByteBuffer.wrap((id + " " + topic + "\n").getBytes(UTF_8)), 0);
    file.force(true);
    return id;
  }
}
