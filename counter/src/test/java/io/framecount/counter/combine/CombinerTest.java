package io.framecount.counter.combine;

import static io.framecount.counter.FakeCount.KEY;
import static io.framecount.counter.FakeCount.MINUTE;
import static io.framecount.counter.FakeCount.NEXT_KEY;
import static io.framecount.counter.FakeCount.P0;
import static io.framecount.counter.FakeCount.P1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.letters.LetterHeader;
import io.framecount.counter.FakeCount;
import io.framecount.counter.FakeKafka;
import io.framecount.counter.FakeKafka.Answer;
import io.framecount.counter.frame.RegistryAway;
import io.framecount.counter.progress.Origin;
import io.framecount.counter.progress.Tally;
import io.framecount.counter.progress.Tally.Gap;
import io.framecount.counter.unique.UniqueCounter;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * A combiner on a Kafka in memory: two partitions, a frame each in the same minute to begin with.
 */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class CombinerTest {
  private final KafkaException unresolved =
      new KafkaException(
          "Failed to construct kafka producer",
          new ConfigException("No resolvable bootstrap urls given in bootstrap.servers"));

  @Test
  void settingsThatNeverWorkedAreHopeless() {
    assertThat(Combiner.isHopeless(unresolved, false)).isTrue();
  }

  @Test
  void aNameThatNoLongerResolvesMayComeBack() {
    assertThat(Combiner.isHopeless(unresolved, true)).isFalse();
  }

  @Test
  void anOutagePasses() {
    assertThat(Combiner.isHopeless(new TimeoutException("away"), false)).isFalse();
    assertThat(Combiner.isHopeless(new ProducerFencedException("fenced"), false)).isFalse();
  }

  @Test
  void whatKafkaRefusesStaysRefused() {
    assertThat(Combiner.isHopeless(new TopicAuthorizationException("frames"), true)).isTrue();
    assertThat(Combiner.isHopeless(new KafkaException(new RecordTooLargeException("large")), true))
        .isTrue();
    assertThat(Combiner.isHopeless(new KafkaException(new CommandFailure("other settings")), true))
        .isTrue();
  }

  private final FakeCount count = new FakeCount();
  private final FakeKafka kafka = count.kafka;

  @BeforeEach
  void addFrames() {
    count.frame(P0, "anna");
    count.frame(P1, "boris");
  }

  @Test
  void commitsPartialsTogetherWithTheOffsetsAndTheirNote() {
    count.frame(P0, "anna", MINUTE + 60_000);
    assertThat(count.combine()).isEqualTo(new Tally(3, 3, 0));
    assertThat(count.partialFrames()).isEqualTo(Map.of(KEY, 2L, NEXT_KEY, 1L));
    assertThat(users(KEY)).isEqualTo(2);
    assertThat(offsets()).isEqualTo(Map.of(P0, 2L, P1, 1L));
    assertThat(count.committed(P0)).isEqualTo(new Tally(2, 2, 0));
    assertThat(count.note(P0).settings()).contains(count.settings.note());
    assertThat(count.note(P0).origin()).contains(new Origin(kafka.id("frames"), 0));
    assertThat(count.said).isEmpty();
  }

  @Test
  void goesOnWhereTheLastRunEnded() {
    count.combine();
    count.frame(P1, "carla");
    assertThat(count.combine()).isEqualTo(new Tally(1, 1, 0));
    assertThat(count.partialFrames()).isEqualTo(Map.of(KEY, 3L));
    assertThat(count.committed(P1)).isEqualTo(new Tally(2, 2, 0));
  }

  @Test
  void countsOnceIfTheAnswerToACommitIsLost() {
    kafka.answer(Answer.DONE_BUT_ANSWER_LOST);
    // The commit is in the group's offsets, though this run can't claim it.
    assertThat(count.combine()).isEqualTo(Tally.NONE);
    assertCountedOnce();
    assertThat(kafka.members()).isEqualTo(2);
    assertThat(count.said).containsExactly("going back to the last commit: no answer");
  }

  @Test
  void countsAgainWhatACommitCarriedThatDidNotHappen() {
    kafka.answer(Answer.NOT_DONE, Answer.NOT_DONE);
    assertThat(count.combine()).isEqualTo(new Tally(2, 2, 0));
    assertCountedOnce();
    assertThat(kafka.members()).isEqualTo(3);
  }

  @Test
  void commitsBeforeItHandsOverAPartition() {
    Tally tally =
        count.combineDuring(
            () -> {},
            () -> {
              assertThat(count.partialFrames()).isEmpty();
              kafka.assign(P0);
              assertCountedOnce();
            },
            () -> kafka.assign(P0, P1));
    assertThat(tally).isEqualTo(new Tally(2, 2, 0));
    assertCountedOnce();
    assertThat(kafka.members()).isEqualTo(1);
  }

  @Test
  void countsNothingOfAPartitionTakenAwayBeforeItIsRead() {
    count.combineDuring(() -> kafka.assign(P0));
    assertThat(offsets()).isEqualTo(Map.of(P0, 1L, P1, 0L));
    assertThat(count.partialFrames()).isEqualTo(Map.of(KEY, 1L));
    assertThat(count.combine()).isEqualTo(new Tally(1, 1, 0));
    assertCountedOnce();
  }

  @Test
  void forgetsWhatItCountedIfItsPartitionsAreLost() {
    Tally tally =
        count.combineDuring(
            () -> {},
            () -> {
              kafka.lose();
              assertThat(count.partialFrames()).isEmpty();
            },
            () -> {});
    assertThat(tally).isEqualTo(new Tally(2, 2, 0));
    assertCountedOnce();
    assertThat(kafka.members()).isEqualTo(2);
    assertThat(count.said)
        .containsExactly(
            "going back to the last commit: the group gave this instance's partitions to another");
  }

  @Test
  void countsAgainIfTheCommitBeforeAHandOverFails() {
    kafka.answer(Answer.NOT_DONE);
    Tally tally = count.combineDuring(() -> {}, () -> kafka.assign(P0), () -> {});
    assertThat(tally).isEqualTo(new Tally(2, 2, 0));
    assertCountedOnce();
    assertThat(kafka.members()).isEqualTo(2);
  }

  @Test
  void waitsForARegistryThatIsAwayAndSetsNothingAside() {
    Iterator<Runnable> answers =
        List.<Runnable>of(
                () -> {
                  throw new RegistryAway("the registry is away", null);
                },
                () -> {})
            .iterator();
    count.registry = () -> answers.next().run();
    assertThat(count.combine()).isEqualTo(new Tally(2, 2, 0));
    assertCountedOnce();
    assertThat(kafka.exists(count.names.deadLetters())).isFalse();
    assertThat(count.said).containsExactly("going back to the last commit: the registry is away");
  }

  @Test
  void setsARecordAsideWholeAndWithItsPlace() {
    byte[] value = "no frame".getBytes(UTF_8);
    kafka.append(P1, "key".getBytes(UTF_8), value, new RecordHeader("h", new byte[] {1}));
    assertThat(count.combine()).isEqualTo(new Tally(3, 2, 1));
    assertThat(count.partialFrames()).isEqualTo(Map.of(KEY, 2L));
    assertThat(count.committed(P1)).isEqualTo(new Tally(2, 1, 1));
    assertThat(kafka.connection().topics().setting("frames-dlq", "max.message.bytes"))
        .isEqualTo(Integer.toString(1_048_588 + (64 << 10)));
    assertThat(kafka.records("frames-dlq"))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.key()).isEqualTo("key".getBytes(UTF_8));
              assertThat(letter.value()).isEqualTo(value);
              assertThat(letter.headers().lastHeader("h").value()).isEqualTo(new byte[] {1});
              assertThat(LetterHeader.REASON.text(letter.headers()).orElseThrow())
                  .startsWith("not a record with a schema id (magic byte 0 is missing)");
              assertThat(LetterHeader.TOPIC.text(letter.headers())).contains("frames");
              assertThat(LetterHeader.PARTITION.text(letter.headers())).contains("1");
              assertThat(LetterHeader.OFFSET.text(letter.headers())).contains("1");
              assertThat(LetterHeader.TIMESTAMP.text(letter.headers())).contains("1001");
              assertThat(LetterHeader.GROUP.text(letter.headers()))
                  .contains(count.names.combinerGroup());
            });
  }

  @Test
  void setsARecordAsideOnceThoughTheFirstCommitFails() {
    kafka.append(P0, null, null);
    kafka.answer(Answer.NOT_DONE);
    assertThat(count.combine()).isEqualTo(new Tally(3, 2, 1));
    assertThat(kafka.records("frames-dlq"))
        .singleElement()
        .satisfies(
            letter ->
                assertThat(LetterHeader.REASON.text(letter.headers()))
                    .contains("the value is null"));
  }

  @Test
  void refusesATopicThatWasMadeAgain() {
    count.combine();
    kafka.makeAgain("frames");
    count.frame(P0, "carla");
    count.frame(P0, "dora");
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(count::combine)
        .withMessageStartingWith("topic 'frames' was deleted and made again after partition");
    assertThat(count.partialFrames()).isEqualTo(Map.of(KEY, 2L));
  }

  @Test
  void refusesATopicThatIsMadeAgainWhileItCounts() {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(
            () ->
                count.combineDuring(
                    () -> {},
                    () -> kafka.assign(P0),
                    () -> {
                      kafka.makeAgain("frames");
                      count.frame(P0, "carla");
                      count.frame(P0, "dora");
                    }))
        .withMessageStartingWith("topic 'frames' was deleted and made again after partition 0");
    assertThat(count.partialFrames()).isEqualTo(Map.of(KEY, 2L));
  }

  @Test
  void refusesToCountAgainIfKafkaForgetsAnOffsetMeanwhile() {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(
            () ->
                count.combineDuring(
                    () -> {},
                    () -> kafka.assign(P0),
                    () -> kafka.offsets(count.names.combinerGroup()).clear(),
                    kafka::lose,
                    () -> {}))
        .withMessageStartingWith("Kafka has forgotten how far partition");
    assertThat(count.partialFrames()).isEqualTo(Map.of(KEY, 2L));
  }

  @Test
  void notesFramesThatWereDeletedBeforeTheyWereCounted() {
    count.combine();
    count.frame(P0, "carla");
    count.frame(P0, "dora");
    kafka.deleteBefore(P0, 2);
    assertThat(count.combine().missing()).isEqualTo(new Gap(1, 1, 1));
    assertThat(count.committed(P0)).isEqualTo(new Tally(2, 2, 0, new Gap(1, 1, 1), Gap.NONE));
    assertThat(count.said)
        .containsExactly(
            "partition 0: offset 1 of topic 'frames' was deleted before it was counted; counting goes on from offset 2");
  }

  @Test
  void refusesSettingsThatTheCountWasNotBegunWith() {
    count.combine();
    var offsets = kafka.offsets(count.names.combinerGroup());
    offsets.replaceAll(
        (partition, offset) ->
            new OffsetAndMetadata(
                offset.offset(), offset.metadata().replace("theta:65536", "hll:12")));
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(count::combine)
        .withMessageStartingWith("topic 'counts' is counted with --method hll:12, not --method");
  }

  @Test
  void commitsForTheLastTimeWhenItIsStopped() {
    assertThat(count.combineDuring(() -> {})).isEqualTo(new Tally(2, 2, 0));
    assertCountedOnce();
  }

  private void assertCountedOnce() {
    assertThat(count.partialFrames()).isEqualTo(Map.of(KEY, 2L));
    assertThat(offsets()).isEqualTo(Map.of(P0, 1L, P1, 1L));
    assertThat(count.committed(P0)).isEqualTo(new Tally(1, 1, 0));
    assertThat(count.committed(P1)).isEqualTo(new Tally(1, 1, 0));
  }

  private Map<TopicPartition, Long> offsets() {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    kafka
        .offsets(count.names.combinerGroup())
        .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
    return offsets;
  }

  private long users(String key) {
    UniqueCounter users = count.settings.method().create();
    kafka.records(count.names.partials()).stream()
        .filter(record -> new String(record.key(), UTF_8).equals(key))
        .forEach(
            record -> users.merge(count.partials().deserialize("", record.value()).getUsers()));
    return users.estimate().count();
  }
}
