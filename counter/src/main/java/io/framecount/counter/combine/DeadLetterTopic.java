package io.framecount.counter.combine;

import io.framecount.common.kafka.KafkaConnection;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** The topic of the records that are set aside; made when the first one is. */
final class DeadLetterTopic {
  /** Room for the headers that say why a record, as large as the source allows, is here. */
  private static final int HEADER_ROOM = 64 << 10;

  private final KafkaConnection kafka;
  private final CombinerPlan plan;
  private boolean there;

  DeadLetterTopic(KafkaConnection kafka, CombinerPlan plan) {
    this.kafka = kafka;
    this.plan = plan;
  }

  void ensure() {
    if (!there && kafka.topics().find(plan.names().deadLetters()).isEmpty()) {
      String largest =
          kafka.topics().setting(plan.names().source(), TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
      String larger = Long.toString(Long.parseLong(largest) + HEADER_ROOM);
      Map<String, String> config = Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, larger);
      kafka.topics().create(plan.names().deadLetters(), 1, config);
    }
    there = true;
  }
}
