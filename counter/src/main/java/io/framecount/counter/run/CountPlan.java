package io.framecount.counter.run;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.combine.CombinerPlan;
import io.framecount.counter.frame.FrameFormat;
import io.framecount.counter.merge.MergerPlan;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.progress.CountSettings;
import io.framecount.counter.view.CountsTopic;

/** Everything that a count needs, checked and in place. */
public record CountPlan(
    CountNames names, CombinerPlan combiner, MergerPlan merger, FrameFormat frames) {

  /** Returns the settings of the count. */
  CountSettings settings() {
    return combiner.settings();
  }

  /** The rows. */
  CountsTopic counts(KafkaConnection kafka) {
    return new CountsTopic(kafka, names.output(), merger.rows().deserializer());
  }
}
