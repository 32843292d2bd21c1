package io.framecount.counter.merge;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import org.rocksdb.NativeLibraryLoader;

/**
 * RocksDB's native library, unpacked to a place of ours: by default each process leaves a copy of
 * 15 MB and more in the temporary directory when it is killed.
 */
final class NativeLibrary {
  private NativeLibrary() {}

  static void load(Path directory) {
    try {
      NativeLibraryLoader.getInstance().loadLibrary(directory.toString());
    } catch (IOException | UnsatisfiedLinkError e) {
      throw new CommandFailure(
          "cannot load RocksDB's native library into %s (%s); is the place mounted noexec? name another with --state-dir"
              .formatted(directory, e.getMessage()),
          e);
    }
  }
}
