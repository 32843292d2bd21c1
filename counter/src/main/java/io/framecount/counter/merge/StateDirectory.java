package io.framecount.counter.merge;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.kafka.common.utils.Utils;

/**
 * The directory of one instance's state: {@code BASE/CLUSTER/APPLICATION/SLOT}. Instances on one
 * machine take the first slot that no other holds, so that a single one finds its state again. The
 * cluster's id is in the path because state is worth nothing, and does harm, with another cluster.
 * So it is with a count whose topics were deleted and made anew under the same names; the id of one
 * of them, which lies beside the slot, tells.
 */
public final class StateDirectory implements AutoCloseable {
  private static final int SLOTS = 256;

  private final Path path;
  private final FileChannel channel;

  private StateDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes a slot; it is free again when this is closed or the process ends, however it ends.
   *
   * @param topicId of a topic that is as old as the count
   */
  public static StateDirectory take(
      Path base, String clusterId, String applicationId, String topicId) {
    Path parent = base.resolve(clusterId).resolve(applicationId);
    try {
      Files.createDirectories(parent);
      for (int slot = 0; slot < SLOTS; slot++) {
        FileChannel locked = lock(parent.resolve(slot + ".lock"));
        if (locked != null) {
          Path path = parent.resolve(Integer.toString(slot));
          keepOnly(path, parent.resolve(slot + ".topic"), topicId);
          return new StateDirectory(Files.createDirectories(path), locked);
        }
      }
      throw new CommandFailure("all %d places below %s are taken".formatted(SLOTS, parent));
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot keep state below %s (%s); name a writable place with --state-dir"
              .formatted(base, e),
          e);
    }
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new CommandFailure("cannot give back %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** Deletes the state if it is that of a topic with another id. */
  private static void keepOnly(Path path, Path note, String topicId) throws IOException {
    if (Files.exists(note) && !Files.readString(note).equals(topicId)) {
      Utils.delete(path.toFile());
    }
    Files.writeString(note, topicId);
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by this very process, for another counter in it.
    }
    channel.close();
    return null;
  }
}
