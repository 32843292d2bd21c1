package io.framecount.loader.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.loader.produce.AcknowledgedOffsets.Span;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicTallyTest {
  private static final TopicPartition P0 = new TopicPartition("t", 0);
  private static final TopicPartition P1 = new TopicPartition("t", 1);

  @Test
  void findsAllFramesAndSaysWhatElseThereIs() {
    TopicTally tally =
        TopicTally.of(
            Map.of(P0, 100L, P1, 0L),
            Map.of(P0, 50L, P1, 0L),
            Map.of(P0, 112L, P1, 3L),
            Map.of(P0, new Span(100, 109, 10)));
    assertThat(tally.problems()).isEmpty();
    assertThat(tally)
        .hasToString(
            "holds all 10; its offsets grew by 15, 5 of them for transaction markers or other writers");
  }

  @Test
  void seesThatTheTopicEndsTooEarly() {
    assertThat(problem(100, 0, 105, new Span(100, 109, 10)))
        .isEqualTo(
            "t-0 ends at offset 105, though brokers have confirmed a frame at 109: frames were lost, or the topic was made anew");
  }

  @Test
  void seesThatFramesWereDeleted() {
    assertThat(problem(100, 101, 120, new Span(100, 109, 10)))
        .startsWith("t-0 begins at offset 101, though this load wrote from 100 on");
  }

  @Test
  void seesThatItHasNotGrownEnough() {
    assertThat(problem(105, 0, 110, new Span(100, 109, 10)))
        .isEqualTo("t-0 has grown by 5 offsets, though brokers have confirmed 10 frames");
  }

  @Test
  void seesThatAPartitionIsGone() {
    TopicTally tally =
        TopicTally.of(Map.of(P0, 0L), Map.of(), Map.of(), Map.of(P0, new Span(0, 0, 1)));
    assertThat(tally.problems()).hasSize(1);
    assertThat(tally).hasToString(tally.problems().get(0));
  }

  private static String problem(long before, long begin, long end, Span sent) {
    return TopicTally.of(Map.of(P0, before), Map.of(P0, begin), Map.of(P0, end), Map.of(P0, sent))
        .problems()
        .get(0);
  }
}
