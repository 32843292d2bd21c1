package io.framecount.loader.topic;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The state of a topic, as far as this user may see it.
 *
 * @param copies copies of the partition that has fewest
 * @param shortOfCopies partitions with fewer copies in sync than {@code min.insync.replicas} asks
 *     for, or without a leader
 * @param operations operations that this user may perform; null if the cluster doesn't say
 * @param settings its configuration; empty if this user may not see it
 */
public record TopicFacts(
    String name,
    int partitions,
    int copies,
    int shortOfCopies,
    Set<AclOperation> operations,
    Map<String, String> settings) {

  static TopicFacts of(TopicDescription description, Map<String, String> settings) {
    int wanted = (int) number(settings, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, 1);
    return new TopicFacts(
        description.name(),
        description.partitions().size(),
        description.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0),
        (int) description.partitions().stream().filter(p -> isShort(p, wanted)).count(),
        description.authorizedOperations(),
        settings);
  }

  /** The value of a setting that is a number. */
  public long number(String setting, long otherwise) {
    return number(settings, setting, otherwise);
  }

  /** Returns whether Kafka keeps the newest record of each key only, so that each must have one. */
  public boolean isCompacted() {
    return text(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE)
        .contains(TopicConfig.CLEANUP_POLICY_COMPACT);
  }

  /** The value of a setting that is text. */
  public String text(String setting, String otherwise) {
    return settings.getOrDefault(setting, otherwise);
  }

  private static long number(Map<String, String> settings, String setting, long otherwise) {
    String value = settings.get(setting);
    return value == null ? otherwise : Long.parseLong(value);
  }

  private static boolean isShort(TopicPartitionInfo partition, int wanted) {
    return partition.leader() == null
        || partition.leader().isEmpty()
        || partition.isr().size() < wanted;
  }
}
