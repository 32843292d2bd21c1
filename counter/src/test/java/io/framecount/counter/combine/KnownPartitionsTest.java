package io.framecount.counter.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.common.cli.CommandFailure;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.progress.OffsetNote;
import io.framecount.counter.progress.Tally;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class KnownPartitionsTest {
  private static final TopicPartition FIRST = new TopicPartition("frames", 0);
  private static final TopicPartition SECOND = new TopicPartition("frames", 1);

  private static final Uuid TOPIC = new Uuid(1, 2);
  private static final Uuid OTHER = new Uuid(1, 3);

  private final KnownPartitions known =
      new KnownPartitions(new CombinerPlan(new CountNames("frames", "counts"), null, false, null));

  @Test
  void newPartitionsHaveNoOffset() {
    known.take(TOPIC, nothingOf(FIRST, SECOND));
    assertThat(known.take(TOPIC, nothingOf(FIRST, SECOND))).isEqualTo(nothingOf(FIRST, SECOND));
  }

  @Test
  void anOffsetThatWasThereIsForgotten() {
    known.take(TOPIC, Map.of(FIRST, new OffsetAndMetadata(7)));
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> known.take(TOPIC, nothingOf(FIRST)))
        .withMessageStartingWith("Kafka has forgotten how far partition 0 of topic 'frames'");
  }

  @Test
  void soIsOneThatThisRunCommitted() {
    known.take(TOPIC, nothingOf(FIRST, SECOND));
    known.add(Map.of(SECOND, new OffsetAndMetadata(7)));
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> known.take(TOPIC, nothingOf(FIRST, SECOND)))
        .withMessageStartingWith("Kafka has forgotten how far partition 1 of topic 'frames'");
  }

  /** Kafka deletes the offsets of a topic with the topic. */
  @Test
  void aTopicThatWasMadeAgainInThisRunIsNotForgotten() {
    known.take(TOPIC, Map.of(FIRST, new OffsetAndMetadata(7, counted(TOPIC, 7))));
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> known.take(OTHER, nothingOf(FIRST)))
        .withMessageStartingWith(
            "topic 'frames' was deleted and made again after partition 0 of it was counted into"
                + " topic 'counts', which holds frames of the deleted one; count into another");
  }

  /** A consumer reads on in the new topic, where it was in the old one. */
  @Test
  void aTopicThatIsMadeAgainBetweenTwoFetchesIsNoticedBeforeTheCommit() {
    known.take(TOPIC, Map.of(FIRST, new OffsetAndMetadata(7, counted(TOPIC, 7))));
    known.requireSame(TOPIC, Set.of(FIRST));
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> known.requireSame(OTHER, Set.of(FIRST)))
        .withMessageStartingWith(
            "topic 'frames' was deleted and made again after partition 0 of it was counted into");
  }

  @Test
  void aTopicThatIsMadeAgainBeforeAnythingOfItIsCountedIsJoinedAnew() {
    known.take(TOPIC, nothingOf(FIRST));
    assertThatExceptionOfType(KafkaException.class)
        .isThrownBy(() -> known.requireSame(OTHER, Set.of(FIRST)))
        .withMessage("topic 'frames' was deleted and made again");
  }

  /** If Kafka has kept the offsets, frames of the new topic would be passed over. */
  @Test
  void soIsOneThatWasMadeAgainBefore() {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(
            () -> known.take(OTHER, Map.of(FIRST, new OffsetAndMetadata(7, counted(TOPIC, 7)))))
        .withMessageStartingWith("topic 'frames' was deleted and made again");
  }

  @Test
  void oneOfWhichNothingWasCountedBeginsAnew() {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        Map.of(FIRST, new OffsetAndMetadata(0, counted(TOPIC, 0)));
    known.take(TOPIC, offsets);
    assertThat(known.take(OTHER, nothingOf(FIRST))).isEqualTo(nothingOf(FIRST));
    assertThat(known.take(OTHER, offsets)).isEqualTo(nothingOf(FIRST));
  }

  @Test
  void anIdThatNobodyNotedMayBeAny() {
    var bare = Map.of(FIRST, new OffsetAndMetadata(7, "v1 read=7 counted=7 aside=0"));
    assertThat(known.take(OTHER, bare)).isEqualTo(bare);
    var zero = Map.of(FIRST, new OffsetAndMetadata(7, counted(Uuid.ZERO_UUID, 7)));
    assertThat(known.take(OTHER, zero)).isEqualTo(zero);
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> known.take(Uuid.ZERO_UUID, nothingOf(FIRST)))
        .withMessageStartingWith("Kafka has forgotten");
  }

  private static String counted(Uuid topic, long frames) {
    return OffsetNote.write(new Tally(frames, frames, 0))
        + " windows=minute topic:"
        + topic
        + ":0 0/0//";
  }

  private static Map<TopicPartition, OffsetAndMetadata> nothingOf(TopicPartition... partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    for (TopicPartition partition : partitions) {
      committed.put(partition, null);
    }
    return committed;
  }
}
