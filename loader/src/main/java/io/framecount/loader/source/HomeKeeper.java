package io.framecount.loader.source;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.input.Checkpoint;
import io.framecount.common.kafka.GroupOffsets;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicEnd;
import io.framecount.loader.produce.GroupProgress;
import io.framecount.loader.resume.LoadProgress;
import io.framecount.loader.resume.LoadProgress.Origin;
import io.framecount.loader.resume.LoadProgress.Saved;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;

/**
 * Keeps the progress as the offsets of the consumer group that reads the topic, in the cluster that
 * is loaded into. The group fences off whoever has lost its partitions.
 */
final class HomeKeeper implements ProgressKeeper {
  private final KafkaConnection kafka;
  private final String group;
  private final Origin origin;
  private final String run;

  /** Where the group notes the id of the source: Kafka deletes a topic's offsets with the topic. */
  private final TopicPartition mark;

  HomeKeeper(KafkaConnection kafka, String group, Origin origin, String run) {
    this.kafka = kafka;
    this.group = group;
    this.origin = origin;
    this.run = run;
    mark = new TopicPartition(origin.into(), 0);
  }

  /** The name of a run's producer for the brokers. */
  static String transactionalId(String group, String run) {
    return group + "-" + run;
  }

  @Override
  public Map<TopicPartition, Saved> takeOver(Collection<TopicPartition> partitions, boolean all) {
    Map<TopicPartition, OffsetAndMetadata> kept = GroupOffsets.latest(kafka, group);
    if (all) {
      endEarlierRuns(kept.values());
    }
    Map<TopicPartition, Saved> saved = saved(partitions);
    OffsetAndMetadata noted = kept.get(mark);
    if (noted != null && !noted.metadata().equals(noteOf(origin))) {
      String source = partitions.iterator().next().topic();
      throw TopicPositions.madeAgain(source, source, origin.into());
    }
    return saved;
  }

  private static String noteOf(Origin origin) {
    return "topic:" + origin.topicId();
  }

  /**
   * Ends the transaction that a killed run may have left open, which would hide what follows it
   * from readers for a minute.
   */
  private void endEarlierRuns(Collection<OffsetAndMetadata> kept) {
    Set<String> others =
        kept.stream()
            .flatMap(offset -> LoadProgress.of(offset).stream())
            .map(Saved::run)
            .filter(other -> !other.isEmpty() && !other.equals(run))
            .map(other -> transactionalId(group, other))
            .collect(Collectors.toCollection(HashSet::new));
    if (!others.isEmpty()) {
      try {
        kafka.await(kafka.admin().fenceProducers(others).all());
      } catch (KafkaException e) {
        // Without it, the transaction ends by its time limit.
      }
    }
  }

  @Override
  public Map<TopicPartition, Saved> saved(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Saved> saved = new HashMap<>();
    GroupOffsets.stable(kafka, group, partitions, TopicEnd.PATIENCE)
        .forEach((partition, offset) -> saved.put(partition, of(partition, offset)));
    return saved;
  }

  /** An offset that somebody has set by hand is one to begin at. */
  private static Saved of(TopicPartition partition, OffsetAndMetadata offset) {
    return LoadProgress.of(offset)
        .orElseGet(
            () ->
                new Saved(
                    new LoadProgress(
                        partition.toString(), new Checkpoint(offset.offset(), 0, 0), 0, 0, false),
                    ""));
  }

  @Override
  public List<GroupProgress> toSave(
      Map<TopicPartition, LoadProgress> progress, String by, Consumer<?, ?> member) {
    if (progress.isEmpty()) {
      return List.of();
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    progress.forEach((partition, reached) -> offsets.put(partition, reached.toOffset(by)));
    offsets.put(mark, new OffsetAndMetadata(0, noteOf(origin)));
    return List.of(
        new GroupProgress(member.groupMetadata(), offsets, () -> member.commitSync(offsets)));
  }

  /** The transaction itself is refused if the group has given a partition away. */
  @Override
  public void requireOurs(Collection<TopicPartition> partitions) {}

  @Override
  public void forget(Collection<TopicPartition> partitions) {
    Set<TopicPartition> all = new HashSet<>(partitions);
    all.add(mark);
    try {
      kafka.await(kafka.admin().deleteConsumerGroupOffsets(group, all).all());
    } catch (GroupIdNotFoundException e) {
      // There is none.
    } catch (GroupNotEmptyException | GroupSubscribedToTopicException e) {
      throw new CommandFailure(
          "--from-start needs group %s without members, and another loader of it runs, or was killed a few seconds ago; stop it, or name another --group"
              .formatted(group),
          e);
    }
  }
}
