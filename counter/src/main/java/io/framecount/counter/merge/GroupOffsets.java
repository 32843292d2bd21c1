package io.framecount.counter.merge;

import io.framecount.common.kafka.KafkaConnection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The offsets that the group of the mergers has committed. */
record GroupOffsets(KafkaConnection kafka, MergerPlan plan) implements MergedOffsets {

  @Override
  public boolean known(int partition) {
    TopicPartition asked = new TopicPartition(plan.names().partials(), partition);
    var which = new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(asked));
    var options = new ListConsumerGroupOffsetsOptions().requireStable(true);
    Map<TopicPartition, OffsetAndMetadata> answer =
        kafka.await(
            kafka
                .admin()
                .listConsumerGroupOffsets(Map.of(plan.names().application(), which), options)
                .partitionsToOffsetAndMetadata(plan.names().application()));
    // Left out is what a transaction is about to set; null is what was never committed.
    return !answer.containsKey(asked) || answer.get(asked) != null;
  }
}
