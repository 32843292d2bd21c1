package io.framecount.counter.run;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicEnd;
import io.framecount.counter.merge.Merger;
import io.framecount.counter.merge.MergerProgress;
import io.framecount.counter.merge.StateDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One merger in this process, in the background until it is closed, and its place for state. */
final class MergeStage implements AutoCloseable {
  private static final long CHECK_MILLIS = 50;

  private final KafkaConnection kafka;
  private final CountPlan plan;
  private final BooleanSupplier interrupted;
  private final StateDirectory state;
  private final Merger merger;

  private MergeStage(
      KafkaConnection kafka,
      CountPlan plan,
      BooleanSupplier interrupted,
      StateDirectory state,
      Merger merger) {
    this.kafka = kafka;
    this.plan = plan;
    this.interrupted = interrupted;
    this.state = state;
    this.merger = merger;
  }

  static MergeStage start(
      KafkaConnection kafka, CountPlan plan, Path stateBase, BooleanSupplier interrupted) {
    StateDirectory state =
        StateDirectory.take(
            stateBase,
            kafka.clusterId(),
            plan.names().application(),
            kafka.topics().require(plan.names().partials()).topicId().toString());
    try {
      Merger merger = Merger.start(kafka, plan.merger(), state);
      return new MergeStage(kafka, plan, interrupted, state, merger);
    } catch (RuntimeException e) {
      state.close();
      throw e;
    }
  }

  Merger merger() {
    return merger;
  }

  /**
   * Waits until all partials written so far are merged; returns false if a signal came first.
   *
   * @param patience time to wait for open transactions that hide partials
   * @param notice takes a line about the wait, if it takes long
   * @throws TopicEnd.Unreadable if one stays open for longer
   */
  boolean awaitMerged(Duration patience, Consumer<String> notice) {
    String partials = plan.names().partials();
    TopicEnd end = TopicEnd.of(kafka, partials);
    try (MergerProgress progress =
        new MergerProgress(kafka, partials, plan.names().application(), end.offsets())) {
      return await(
          () -> {
            if (progress.through()) {
              return true;
            }
            end.requireReadable(patience, notice);
            return false;
          });
    }
  }

  /**
   * Waits for a signal.
   *
   * @param well called again and again while all is well
   */
  void awaitSignal(Runnable well) {
    await(
        () -> {
          well.run();
          return false;
        });
  }

  private boolean await(BooleanSupplier end) {
    try {
      while (!end.getAsBoolean()) {
        merger.requireHealth();
        if (interrupted.getAsBoolean()) {
          return false;
        }
        Thread.sleep(CHECK_MILLIS);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    try (state) {
      merger.close();
    }
  }
}
