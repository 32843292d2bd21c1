package io.framecount.loader.source;

import io.framecount.loader.produce.GroupProgress;
import io.framecount.loader.resume.LoadClaims;
import io.framecount.loader.resume.LoadProgress;
import io.framecount.loader.resume.LoadProgress.Saved;
import io.framecount.loader.resume.ProgressStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;

/**
 * Keeps the progress of a topic of another cluster in the cluster that is loaded into, as the
 * progress of files is kept: a group for each partition, and claims beside them. The consumer group
 * in the other cluster only shares the partitions out, so that the claims alone decide who may
 * commit.
 */
final class AwayKeeper implements ProgressKeeper {
  private final ProgressStore store;
  private final LoadClaims claims;
  private final String cluster;
  private final String run;

  /**
   * @param cluster the id of the cluster of the topic
   */
  AwayKeeper(ProgressStore store, String cluster, String run) {
    this.store = store;
    claims = store.claims();
    this.cluster = cluster;
    this.run = run;
  }

  private String groupOf(TopicPartition partition) {
    return store.groupOf("from-%s-%s".formatted(cluster, partition));
  }

  private List<String> groupsOf(Collection<TopicPartition> partitions) {
    return partitions.stream().map(this::groupOf).toList();
  }

  @Override
  public Map<TopicPartition, Saved> takeOver(Collection<TopicPartition> partitions, boolean all) {
    claims.take(groupsOf(partitions), run);
    return saved(partitions);
  }

  @Override
  public Map<TopicPartition, Saved> saved(Collection<TopicPartition> partitions) {
    Map<String, Saved> found = store.saved(groupsOf(partitions));
    Map<TopicPartition, Saved> saved = new HashMap<>();
    for (TopicPartition partition : partitions) {
      Saved kept = found.get(groupOf(partition));
      if (kept != null) {
        saved.put(partition, kept);
      }
    }
    return saved;
  }

  @Override
  public List<GroupProgress> toSave(
      Map<TopicPartition, LoadProgress> progress, String by, Consumer<?, ?> member) {
    List<GroupProgress> all = new ArrayList<>();
    progress.forEach(
        (partition, reached) ->
            all.add(
                GroupProgress.memberless(groupOf(partition), store.slot(), reached.toOffset(by))));
    return all;
  }

  @Override
  public void requireOurs(Collection<TopicPartition> partitions) {
    claims
        .lost(groupsOf(partitions), run)
        .ifPresent(
            group -> {
              throw new RebalanceInProgressException(
                  "another loader has taken over the partition of group " + group);
            });
  }

  @Override
  public void forget(Collection<TopicPartition> partitions) {
    // The claim ends whoever still commits.
    claims.take(groupsOf(partitions), run);
    store.forget(groupsOf(partitions));
  }
}
