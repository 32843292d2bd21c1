package io.framecount.counter.run;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.combine.CombinerPlan;
import io.framecount.counter.frame.FrameFormat;
import io.framecount.counter.merge.BoundedRocksDb;
import io.framecount.counter.merge.Merger;
import io.framecount.counter.merge.MergerPlan;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.progress.CountSettings;
import io.framecount.counter.view.CountsTopic;
import java.util.Locale;

/** Everything that a count needs, checked and in place. */
public record CountPlan(
    CountNames names, CombinerPlan combiner, MergerPlan merger, FrameFormat frames) {
  private static final double MB = 1e6;

  /** Returns the settings of the count. */
  CountSettings settings() {
    return combiner.settings();
  }

  /** The rows. */
  CountsTopic counts(KafkaConnection kafka) {
    return new CountsTopic(kafka, names.output(), merger.rows().deserializer());
  }

  /** Describes the memory that the count may take. */
  public String memory() {
    return String.format(
        Locale.ROOT,
        "memory: a heap of at most %,.0f MB, in it %,.0f MB of users before a commit and %,.0f MB of state cache; beside it %,.0f MB for RocksDB",
        Runtime.getRuntime().maxMemory() / MB,
        combiner.mostHeldBytes() / MB,
        Merger.CACHE_BYTES / MB,
        BoundedRocksDb.TOTAL_BYTES / MB);
  }
}
