package io.framecount.counter.run;

import io.framecount.counter.merge.BoundedRocksDb;
import io.framecount.counter.merge.Merger;
import java.util.Locale;

/** Describes the memory that a count may take, before it begins. */
public final class MemoryBounds {
  private static final double MB = 1e6;

  private MemoryBounds() {}

  public static String of(CountPlan plan) {
    return String.format(
        Locale.ROOT,
        "memory: a heap of at most %,.0f MB, in it %,.0f MB of users before a commit and %,.0f MB of state cache; beside it %,.0f MB for RocksDB",
        Runtime.getRuntime().maxMemory() / MB,
        plan.combiner().mostHeldBytes() / MB,
        Merger.CACHE_BYTES / MB,
        BoundedRocksDb.TOTAL_BYTES / MB);
  }
}
