package io.framecount.counter.recount;

import io.framecount.WindowCount;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.view.CountsTopic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;

/** Finds out from the mergers' changelog whether they have dropped the state of a window. */
final class ExpiredWindows {
  private final KafkaConnection kafka;
  private final String changelog;
  private final CountsTopic states;

  ExpiredWindows(KafkaConnection kafka, CountNames names, Deserializer<WindowCount> deserializer) {
    this.kafka = kafka;
    changelog = names.windowChangelog();
    states = new CountsTopic(kafka, changelog, deserializer);
  }

  /** Reads one partition of the changelog: all groups of a window are where its partials went. */
  boolean test(RowKey key) {
    byte[] wanted = key.text().getBytes(StandardCharsets.UTF_8);
    Map<TopicPartition, Long> ends = kafka.offsets().end(changelog);
    TopicPartition partition = partition(key, ends.size());
    boolean[] givenUp = {false};
    states.visit(
        kafka.offsets().first(changelog),
        Map.of(partition, ends.get(partition)),
        record -> java.util.Arrays.equals(record.key(), wanted),
        (text, record, state) -> givenUp[0] = state != null && state.getSketch() == null);
    return givenUp[0];
  }

  /** Returns the partition that Kafka's producer chooses by the key of a partial. */
  private TopicPartition partition(RowKey key, int partitions) {
    byte[] bytes = key.window().key().getBytes(StandardCharsets.UTF_8);
    return new TopicPartition(changelog, Utils.toPositive(Utils.murmur2(bytes)) % partitions);
  }
}
