package io.framecount.loader.source;

import io.framecount.loader.produce.GroupProgress;
import io.framecount.loader.resume.LoadProgress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Keeps the progress of the partitions of a source topic. Used by one thread. */
interface ProgressKeeper {
  /**
   * Takes partitions over from whoever had them, and returns their progress once no open
   * transaction can change it any more.
   *
   * @param all whether this run has all partitions now, so that all earlier runs are over
   */
  Map<TopicPartition, LoadProgress.Saved> takeOver(
      Collection<TopicPartition> partitions, boolean all);

  /** Returns the progress of partitions, after waiting for open transactions. */
  Map<TopicPartition, LoadProgress.Saved> saved(Collection<TopicPartition> partitions);

  /**
   * Returns the offsets to commit.
   *
   * @param member the consumer that has the partitions
   */
  List<GroupProgress> toSave(
      Map<TopicPartition, LoadProgress> progress, String run, Consumer<?, ?> member);

  /**
   * Makes sure that this run has the partitions as yet.
   *
   * @throws org.apache.kafka.common.KafkaException if another run has taken one over
   */
  void requireOurs(Collection<TopicPartition> partitions);

  /** Forgets all progress. */
  void forget(Collection<TopicPartition> partitions);
}
