package io.framecount.counter.merge;

import io.framecount.common.kafka.GroupOffsets;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicScan;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Finds out whether all mergers of an application have merged the partials written so far. */
public final class MergerProgress implements AutoCloseable {
  private static final Duration SCAN = Duration.ofSeconds(1);

  private final KafkaConnection kafka;
  private final String partials;
  private final String applicationId;
  private final Map<TopicPartition, Long> ends;
  private final TopicScan scan;
  private Map<TopicPartition, Long> before = Map.of();

  /**
   * Waits for these offsets of the partials.
   *
   * @param ends of each partition
   */
  public MergerProgress(
      KafkaConnection kafka,
      String partials,
      String applicationId,
      Map<TopicPartition, Long> ends) {
    this.kafka = kafka;
    this.partials = partials;
    this.applicationId = applicationId;
    this.ends = ends;
    scan = new TopicScan(kafka);
  }

  /**
   * Returns whether the rows of all partials up to the ends are committed. Nothing but the marks of
   * transactions may lie between the committed offset and the end, and that is checked when the
   * offset stands still.
   */
  public boolean through() {
    Map<TopicPartition, Long> now = committed();
    if (now.entrySet().stream().allMatch(e -> e.getValue() >= ends.get(e.getKey()))) {
      return true;
    }
    boolean standing = now.equals(before);
    before = now;
    return standing && scan.scan(now, ends, SCAN, record -> false) == TopicScan.End.COMPLETE;
  }

  @Override
  public void close() {
    scan.close();
  }

  private Map<TopicPartition, Long> committed() {
    Map<TopicPartition, Long> positions = new HashMap<>(kafka.offsets().first(partials));
    Map<TopicPartition, OffsetAndMetadata> group = GroupOffsets.latest(kafka, applicationId);
    positions.replaceAll(
        (partition, first) -> group.containsKey(partition) ? group.get(partition).offset() : first);
    return positions;
  }
}
