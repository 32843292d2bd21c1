package io.framecount.counter.merge;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One cache and one budget of write buffers for all state of the process, 96 MB together: RocksDB's
 * own defaults are about as much for each partition.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
  private static final long BLOCK_BYTES = 32 << 20;
  private static final long WRITE_BYTES = 64 << 20;

  /** Both together. */
  public static final long TOTAL_BYTES = BLOCK_BYTES + WRITE_BYTES;

  /**
   * Loads RocksDB's native library, unpacked below a directory of ours: by default each process
   * leaves a copy of 15 MB and more in the temporary directory when it is killed.
   *
   * @throws CommandFailure if the library can't be loaded from there
   */
  static void loadLibrary(Path directory) {
    try {
      NativeLibraryLoader.getInstance().loadLibrary(directory.toString());
    } catch (IOException | UnsatisfiedLinkError e) {
      throw new CommandFailure(
          "cannot load RocksDB's native library into %s (%s); is the place mounted noexec? name another with --state-dir"
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(Shared.CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(Shared.WRITES);
    options.setWriteBufferSize(WRITE_BYTES / 4);
    options.setMaxWriteBufferNumber(2);
  }

  @Override
  public void close(String storeName, Options options) {
    // The shared parts live as long as the process.
  }

  /** Made when the first store is, after the native library is there. */
  private static final class Shared {
    static final Cache CACHE;
    static final WriteBufferManager WRITES;

    static {
      RocksDB.loadLibrary();
      CACHE = new LRUCache(BLOCK_BYTES);
      WRITES = new WriteBufferManager(WRITE_BYTES, CACHE);
    }
  }
}
