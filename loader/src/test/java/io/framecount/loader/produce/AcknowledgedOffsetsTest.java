package io.framecount.loader.produce;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.loader.produce.AcknowledgedOffsets.Span;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AcknowledgedOffsetsTest {
  @Test
  void keepsTheSpanOfEachPartition() {
    AcknowledgedOffsets offsets = new AcknowledgedOffsets();
    offsets.add("t", 2, 7);
    offsets.add("t", 2, 5);
    offsets.add("t", 2, 9);
    offsets.add("t", 0, 1);
    offsets.add("u", 0, 3);
    offsets.add("t", 1, -1);
    assertThat(offsets.of("t"))
        .isEqualTo(
            Map.of(
                new TopicPartition("t", 0), new Span(1, 1, 1),
                new TopicPartition("t", 2), new Span(5, 9, 3)));
    assertThat(offsets.of("v")).isEmpty();
  }

  @Test
  void goesBackToTheLastCommit() {
    AcknowledgedOffsets offsets = new AcknowledgedOffsets();
    offsets.add("t", 0, 4);
    offsets.committed();
    offsets.add("t", 0, 5);
    offsets.add("t", 1, 1);
    offsets.rollBack();
    assertThat(offsets.of("t")).isEqualTo(Map.of(new TopicPartition("t", 0), new Span(4, 4, 1)));
    offsets.add("t", 0, 6);
    assertThat(offsets.of("t")).isEqualTo(Map.of(new TopicPartition("t", 0), new Span(4, 6, 2)));
  }
}
