package io.framecount.counter.combine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.common.cli.CommandFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class KnownPartitionsTest {
  private static final TopicPartition FIRST = new TopicPartition("frames", 0);
  private static final TopicPartition SECOND = new TopicPartition("frames", 1);

  private final KnownPartitions known =
      new KnownPartitions(
          new CombinerPlan("frames", "partials", "counts", "dlq", "group", null, null));

  @Test
  void newPartitionsHaveNoOffset() {
    known.take(nothingOf(FIRST, SECOND));
    assertThatCode(() -> known.take(nothingOf(FIRST, SECOND))).doesNotThrowAnyException();
  }

  @Test
  void anOffsetThatWasThereIsForgotten() {
    known.take(Map.of(FIRST, new OffsetAndMetadata(7)));
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> known.take(nothingOf(FIRST)))
        .withMessageStartingWith("Kafka has forgotten how far partition 0 of topic 'frames'");
  }

  @Test
  void soIsOneThatThisRunCommitted() {
    known.take(nothingOf(FIRST, SECOND));
    known.add(List.of(SECOND));
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> known.take(nothingOf(FIRST, SECOND)))
        .withMessageStartingWith("Kafka has forgotten how far partition 1 of topic 'frames'");
  }

  private static Map<TopicPartition, OffsetAndMetadata> nothingOf(TopicPartition... partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    for (TopicPartition partition : partitions) {
      committed.put(partition, null);
    }
    return committed;
  }
}
