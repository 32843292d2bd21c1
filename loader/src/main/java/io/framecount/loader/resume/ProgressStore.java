package io.framecount.loader.resume;

import io.framecount.common.input.InputPrefix;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.loader.resume.KnownLoads.KnownLoad;
import io.framecount.loader.resume.LoadProgress.Saved;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.DeleteConsumerGroupsOptions;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * The progress of loads into one topic, which Kafka keeps as offsets of a consumer group per file,
 * for {@code offsets.retention.minutes} after the last commit, seven days by default.
 */
public final class ProgressStore {
  private final KafkaConnection kafka;
  private final String topic;
  private final OffsetReader offsets;

  public ProgressStore(KafkaConnection kafka, String topic) {
    this(kafka, topic, OffsetReader.in(kafka, new TopicPartition(topic, 0)));
  }

  /**
   * @param offsets reads the offsets of partition 0 of the topic
   */
  public ProgressStore(KafkaConnection kafka, String topic, OffsetReader offsets) {
    this.kafka = kafka;
    this.topic = topic;
    this.offsets = offsets;
  }

  /**
   * The partition under which the offsets are kept. A load has one position, so this is always the
   * first one.
   */
  public TopicPartition slot() {
    return new TopicPartition(topic, 0);
  }

  /**
   * The loads that an input may go on with, by its head. Does not wait for open transactions, so a
   * load may be further by now, or begun.
   */
  Map<InputPrefix, List<KnownLoad>> alikes(Collection<InputPrefix> heads) {
    if (heads.isEmpty()) {
      return Map.of();
    }
    Set<String> wanted = new HashSet<>();
    heads.forEach(head -> wanted.addAll(Fingerprint.families(topic, head)));
    List<String> groups =
        KnownLoads.groups(kafka).stream()
            .filter(
                group -> Fingerprint.familyOf(topic, group).filter(wanted::contains).isPresent())
            .toList();
    Map<String, List<KnownLoad>> families = new HashMap<>();
    offsets
        .of(groups, false)
        .forEach(
            (group, kept) ->
                LoadProgress.of(kept)
                    .ifPresent(
                        saved ->
                            families
                                .computeIfAbsent(
                                    Fingerprint.familyOf(topic, group).orElseThrow(),
                                    any -> new ArrayList<>())
                                .add(new KnownLoad(topic, group, saved.progress(), false))));
    Map<InputPrefix, List<KnownLoad>> loads = new HashMap<>();
    heads.forEach(
        head ->
            loads.put(
                head,
                Fingerprint.families(topic, head).stream()
                    .flatMap(family -> families.getOrDefault(family, List.of()).stream())
                    .toList()));
    return loads;
  }

  /** The name of the consumer group that keeps the progress of an input that has a name for it. */
  public String groupOf(String identity) {
    return Fingerprint.named(topic, identity);
  }

  /** Returns the loaders that have these loads. */
  public LoadClaims claims() {
    return new LoadClaims(kafka, slot(), offsets);
  }

  /**
   * Returns the progress that a group keeps, after waiting for a transaction that is about to
   * change it.
   */
  public Optional<Saved> saved(String group) {
    return Optional.ofNullable(saved(List.of(group)).get(group));
  }

  /** Returns the progress that groups keep; those without any are left out. */
  public Map<String, Saved> saved(Collection<String> groups) {
    Map<String, Saved> saved = new HashMap<>();
    offsets
        .of(groups, true)
        .forEach(
            (group, kept) -> LoadProgress.of(kept).ifPresent(found -> saved.put(group, found)));
    return saved;
  }

  /**
   * Deletes groups that are of no use any more, as far as that is possible: Kafka forgets them
   * anyway.
   */
  public void delete(Collection<String> groups) {
    if (!groups.isEmpty()) {
      // Nobody waits for the answer, nor is a refusal of interest.
      var unused =
          kafka
              .admin()
              .deleteConsumerGroups(groups, new DeleteConsumerGroupsOptions().timeoutMs(2_000));
    }
  }

  /** Deletes groups, so that their loads begin at the beginning. */
  public void forget(Collection<String> groups) {
    kafka
        .admin()
        .deleteConsumerGroups(groups)
        .deletedGroups()
        .values()
        .forEach(
            answer -> {
              try {
                kafka.await(answer);
              } catch (GroupIdNotFoundException e) {
                // It was never begun.
              }
            });
  }
}
