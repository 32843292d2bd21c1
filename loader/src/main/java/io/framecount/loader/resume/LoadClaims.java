package io.framecount.loader.resume;

import io.framecount.common.kafka.KafkaConnection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * The claims of loader runs on their loads. Kafka keeps a claim in a consumer group beside the
 * group of the progress, so that a claim leaves the progress as it is.
 *
 * <p>Two runs that share an input never both commit it. Each run first claims the input, then reads
 * its progress, waiting for open transactions. Later it puts new progress into its transaction, and
 * commits only if the claim is still its own. So either the earlier run sees the claim of the later
 * one and gives up, or the later run has waited for the commit of the earlier one.
 */
public final class LoadClaims {
  /** The client's patience begins when it is asked, however many questions wait before. */
  private static final int AT_ONCE = 250;

  private final KafkaConnection kafka;
  private final TopicPartition slot;
  private final OffsetReader offsets;

  /**
   * @param slot the partition under which they are kept
   */
  LoadClaims(KafkaConnection kafka, TopicPartition slot, OffsetReader offsets) {
    this.kafka = kafka;
    this.slot = slot;
    this.offsets = offsets;
  }

  /**
   * Takes loads from whoever has them.
   *
   * @param groups the groups that keep their progress
   * @param run a name of this run
   */
  public void take(Collection<String> groups, String run) {
    Map<TopicPartition, OffsetAndMetadata> claim = Map.of(slot, new OffsetAndMetadata(0, run));
    List<String> all = List.copyOf(groups);
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<KafkaFuture<Void>> taken =
          all.subList(from, Math.min(all.size(), from + AT_ONCE)).stream()
              .map(
                  group ->
                      kafka
                          .admin()
                          .alterConsumerGroupOffsets(Fingerprint.claim(group), claim)
                          .all())
              .toList();
      taken.forEach(kafka::await);
    }
  }

  /**
   * Returns the first of the groups that another run has claimed since. A claim that Kafka has
   * forgotten, after {@code offsets.retention.minutes}, does not count.
   */
  public Optional<String> lost(Collection<String> groups, String run) {
    if (groups.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = groups.stream().map(Fingerprint::claim).toList();
    Map<String, OffsetAndMetadata> claims = offsets.of(names, false);
    return groups.stream()
        .filter(group -> taken(claims.get(Fingerprint.claim(group)), run))
        .findFirst();
  }

  private static boolean taken(OffsetAndMetadata claim, String run) {
    return claim != null && !claim.metadata().equals(run);
  }
}
