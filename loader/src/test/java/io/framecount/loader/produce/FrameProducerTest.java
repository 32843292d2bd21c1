package io.framecount.loader.produce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.loader.produce.FrameProducer.ClientEvents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** The question for the topic of dead letters, while Kafka does not answer it. */
class FrameProducerTest {
  private static final DeadLetter LETTER =
      new DeadLetter("bad-json", "no JSON", null, "stdin", 101, 0);

  private final InFlight inFlight = new InFlight();
  private final MockProducer<byte[], byte[]> client =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private int asked;

  @Test
  void keepsTheFirstDeadLetterForAsLongAsItKeepsFrames() {
    FrameProducer producer = open(Guarantee.AT_LEAST_ONCE, Optional.empty());
    assertThat(producer.askForLetter(() -> failUntil(5), LETTER)).isTrue();
    assertThat(asked).isEqualTo(5);
    assertThat(inFlight.owed()).isFalse();

    producer.sendLetter(new ProducerRecord<>("frames-dlq", new byte[0]), "stdin", 101);
    producer.commit(new TopicPartition("frames", 0), Map.of());
    assertThat(client.history()).hasSize(1);
    assertThat(producer.acknowledged()).isEqualTo(1);
  }

  @Test
  void dropsADeadLetterAsItDropsFrames() {
    DroppedRecords drops = new DroppedRecords(Duration.ZERO);
    FrameProducer producer = open(Guarantee.AT_LEAST_ONCE, Optional.of(drops));
    assertThat(producer.askForLetter(() -> failUntil(5), LETTER)).isFalse();
    assertThat(asked).isEqualTo(1);
    assertThat(inFlight.owed()).isFalse();
    assertThat(drops.letters()).isEqualTo(1);
    assertThat(drops.frames()).isZero();
    assertThat(drops.ranges()).isEqualTo(Map.of("stdin", List.of("101")));
  }

  @Test
  void startsATransactionOverInsteadOfAskingOn() {
    FrameProducer producer = open(Guarantee.EXACTLY_ONCE, Optional.empty());
    assertThatThrownBy(() -> producer.askForLetter(() -> failUntil(5), LETTER))
        .isInstanceOf(KafkaAway.class);
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void doesNotAskAgainForARightItLacks() {
    FrameProducer producer = open(Guarantee.AT_LEAST_ONCE, Optional.empty());
    AuthorizationException refusal = new AuthorizationException("no");
    assertThatThrownBy(
            () ->
                producer.askForLetter(
                    () -> {
                      throw refusal;
                    },
                    LETTER))
        .isSameAs(refusal);
  }

  private FrameProducer open(Guarantee guarantee, Optional<DroppedRecords> drops) {
    return FrameProducer.open(
        () -> client, (group, offset) -> {}, guarantee, drops, inFlight, ClientEvents.NONE);
  }

  private void failUntil(int question) {
    if (++asked < question) {
      throw new TimeoutException("no answer");
    }
  }
}
