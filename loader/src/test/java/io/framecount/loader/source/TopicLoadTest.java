package io.framecount.loader.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.input.LineBatch;
import io.framecount.common.input.LineSource;
import io.framecount.loader.encode.FrameRules;
import io.framecount.loader.load.LoadOf;
import io.framecount.loader.metrics.LoadEvents;
import io.framecount.loader.outcome.LoadTally;
import io.framecount.loader.produce.DeadLetter;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.produce.Guarantee;
import io.framecount.loader.produce.InFlight;
import io.framecount.loader.resume.LoadProgress.Origin;
import io.framecount.loader.source.FakeCluster.Answer;
import io.framecount.loader.topic.RecordTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The load of two partitions of seven records each, with a commit after every batch. */
@Timeout(60)
class TopicLoadTest {
  private static final int RECORDS = 7;
  private static final TopicPartition P0 = new TopicPartition("raw", 0);
  private static final TopicPartition P1 = new TopicPartition("raw", 1);
  private static final FrameRules RULES =
      new FrameRules("frames", true, false, RecordTimes.LOAD, Long.MAX_VALUE);

  private final FakeCluster kafka = new FakeCluster(2, RECORDS);
  private final LoadTally tally = new LoadTally();
  private final List<DeadLetter> rejected = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private boolean commitEachBatch = true;
  private Guarantee guarantee = Guarantee.EXACTLY_ONCE;
  private boolean skipDeleted;
  private long lag;

  @Test
  void commitsFramesTogetherWithTheOffsetsBehindThem() {
    run();
    assertAllLoadedOnce();
    assertThat(kafka.consumers).isEqualTo(1);
    assertThat(said).isEmpty();
  }

  @Test
  void sendsAgainWhatACommitCarriedThatDidNotHappen() {
    kafka.answers.put(2, Answer.NOT_DONE);
    run();
    assertAllLoadedOnce();
    assertThat(kafka.consumers).isEqualTo(2);
  }

  @Test
  void keepsACommitThatHappenedThoughItsAnswerIsLost() {
    kafka.answers.put(2, Answer.DONE_BUT_ANSWER_LOST);
    run();
    assertAllLoadedOnce();
    assertThat(kafka.consumers).isEqualTo(2);
  }

  @Test
  void beginsAgainIfTheGroupRefusesItsOffsets() {
    kafka.answers.put(1, Answer.MEMBER_FENCED);
    kafka.answers.put(3, Answer.MEMBER_FENCED);
    run();
    assertAllLoadedOnce();
    assertThat(kafka.consumers).isEqualTo(3);
  }

  @Test
  void commitsBeforeItGivesAPartitionAwayAndGoesOnWithTheOther() {
    commitEachBatch = false;
    kafka.events.add(() -> kafka.member.assign(Set.of(P1)));
    kafka.events.add(() -> {});
    kafka.events.add(() -> kafka.member.assign(Set.of(P0, P1)));
    run();
    assertAllLoadedOnce();
    assertThat(kafka.consumers).isEqualTo(1);
  }

  @Test
  void givesAllAwayAndGetsAllBack() {
    commitEachBatch = false;
    kafka.events.add(() -> kafka.member.assign(Set.of()));
    kafka.events.add(() -> kafka.member.assign(Set.of(P0, P1)));
    kafka.events.add(() -> kafka.member.assign(Set.of(P0)));
    kafka.events.add(() -> kafka.member.assign(Set.of(P0, P1)));
    run();
    assertAllLoadedOnce();
  }

  @Test
  void beginsAgainIfTheCommitOfARebalanceFails() {
    commitEachBatch = false;
    kafka.answers.put(1, Answer.NOT_DONE);
    kafka.events.add(() -> kafka.member.assign(Set.of(P1)));
    kafka.events.add(() -> kafka.member.assign(Set.of(P0, P1)));
    run();
    assertAllLoadedOnce();
  }

  @Test
  void rollsBackWhatWasSentOfPartitionsThatItLost() {
    commitEachBatch = false;
    kafka.events.add(() -> {});
    kafka.events.add(() -> kafka.member.lose());
    run();
    assertAllLoadedOnce();
    assertThat(kafka.consumers).isEqualTo(2);
  }

  @Test
  void loadsAtLeastOnceWithoutTransactions() {
    guarantee = Guarantee.AT_LEAST_ONCE;
    kafka.answers.put(2, Answer.NOT_DONE);
    run();
    assertThat(users())
        .hasSizeGreaterThan(2 * RECORDS)
        .containsAll(IntStream.range(0, 2 * RECORDS).mapToObj(i -> i % 2 + "-" + i / 2).toList());
    assertThat(kafka.offsets.get(P0).offset()).isEqualTo(RECORDS);
    assertThat(kafka.offsets.get(P1).offset()).isEqualTo(RECORDS);
  }

  @Test
  void goesOnFromTheOffsetsOfTheRunBefore() {
    run();
    kafka.log.get(P1).add(RawTopic.frame("1-7"));
    run();
    assertThat(users()).hasSize(2 * RECORDS + 1).doesNotHaveDuplicates().contains("1-7");
  }

  @Test
  void stopsIfTheTopicWasMadeAgainMeanwhile() {
    kafka.events.add(() -> {});
    kafka.events.add(() -> kafka.id = Uuid.randomUuid());
    assertThatThrownBy(this::run)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("topic raw was deleted and made again while it was loaded");
    assertThat(users()).doesNotHaveDuplicates().hasSizeLessThan(2 * RECORDS);
  }

  @Test
  void stopsIfTheTopicIsDeletedMeanwhile() {
    kafka.events.add(() -> {});
    kafka.events.add(() -> kafka.gone = true);
    assertThatThrownBy(this::run)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("topic raw was deleted while it was loaded");
    assertThat(users()).isNotEmpty().doesNotHaveDuplicates().hasSizeLessThan(2 * RECORDS);
  }

  @Test
  void loadsAPartitionThatIsAddedFromItsFirstRecord() {
    TopicPartition added = new TopicPartition("raw", 2);
    kafka.events.add(() -> {});
    kafka.events.add(
        () -> {
          kafka.log.put(added, List.of(RawTopic.frame("2-0"), RawTopic.frame("2-1")));
          kafka.beginnings.put(added, 0L);
          kafka.member.updateBeginningOffsets(kafka.beginnings);
          kafka.member.assign(Set.of(P0, P1, added));
        });
    run();
    assertThat(users()).hasSize(2 * RECORDS + 2).doesNotHaveDuplicates().contains("2-0", "2-1");
    assertThat(kafka.offsets.get(added).offset()).isEqualTo(2);
  }

  @Test
  void isBehindByWhatIsNotSent() {
    run();
    assertThat(lag).isZero();
    SourceTopic source = new SourceTopic(kafka.description(), kafka::find);
    Origin origin = new Origin(source.id(), null, "frames", "F");
    TopicPositions positions =
        new TopicPositions(source, kafka, Guarantee.EXACTLY_ONCE, origin, "other", said::add);
    RecordLines lines =
        new RecordLines(
            source,
            kafka::newConsumer,
            positions,
            new RecordLines.Settings(true, 1 << 20, Integer.MAX_VALUE, false),
            said::add);
    kafka.log.get(P0).addAll(List.of("a", "b", "c"));
    assertThat(Objects.requireNonNull(poll(lines)).count()).isEqualTo(2);
    assertThat(positions.lag()).isEqualTo(3);
    lines.leave();
  }

  private static LineBatch poll(RecordLines lines) {
    try {
      return lines.poll(0);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void refusesATopicThatWasMadeAgainSinceTheLastRun() {
    run();
    kafka.id = Uuid.randomUuid();
    assertThatThrownBy(this::run)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("topic raw was deleted and made again since raw was loaded");
  }

  @Test
  void refusesToPassOverDeletedRecords() {
    run();
    kafka.log.get(P0).addAll(List.of("lost", "lost", RawTopic.frame("0-9")));
    kafka.beginnings.put(P0, 9L);
    assertThatThrownBy(this::run)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("offsets 7 to 8 of partition 0 of topic raw (2) were deleted");
    skipDeleted = true;
    run();
    assertThat(users()).hasSize(2 * RECORDS + 1).contains("0-9");
    assertThat(said).singleElement().asString().contains("the load goes on at offset 9");
  }

  @Test
  void setsAsideWhatIsNoFrameWithItsPlace() {
    kafka.log.get(P1).set(3, "{\"uid\":\"x\"}");
    run();
    assertThat(rejected).extracting(DeadLetter::where).containsExactly("raw-1@3");
    assertThat(rejected).extracting(DeadLetter::reason).containsExactly("missing-field");
    assertThat(tally.frames()).isEqualTo(2 * RECORDS - 1);
    assertThat(kafka.offsets.get(P1).offset()).isEqualTo(RECORDS);
  }

  private void assertAllLoadedOnce() {
    assertThat(users())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 2 * RECORDS).mapToObj(i -> i % 2 + "-" + i / 2).toList());
    assertThat(kafka.offsets.get(P0).offset()).isEqualTo(RECORDS);
    assertThat(kafka.offsets.get(P1).offset()).isEqualTo(RECORDS);
    assertThat(tally.frames()).isEqualTo(2 * RECORDS);
    assertThat(tally.uncommittedRecords()).isZero();
  }

  private List<String> users() {
    return kafka.frames.stream().map(frame -> new String(frame.key(), UTF_8)).toList();
  }

  private void run() {
    SourceTopic source = new SourceTopic(kafka.description(), kafka::find);
    Origin origin = new Origin(source.id(), null, "frames", "F");
    TopicPositions positions =
        new TopicPositions(
            source, kafka, guarantee, origin, Uuid.randomUuid().toString(), said::add);
    InFlight inFlight = new InFlight();
    FrameProducer producer =
        FrameProducer.open(
            kafka::newProducer,
            (group, offset) -> {},
            guarantee,
            Optional.empty(),
            inFlight,
            LoadEvents.NONE);
    RecordLines lines =
        new RecordLines(
            source,
            kafka::newConsumer,
            positions,
            new RecordLines.Settings(true, 1 << 20, Integer.MAX_VALUE, skipDeleted),
            said::add);
    LoadOf.run(
        new Watched(lines, positions), positions, RULES, producer, inFlight, tally, rejected);
    lag = positions.lag();
    lines.leave();
  }

  /** Ends when all records are committed or in hand and all events have happened. */
  private final class Watched implements LineSource {
    private final RecordLines lines;
    private final TopicPositions positions;

    Watched(RecordLines lines, TopicPositions positions) {
      this.lines = lines;
      this.positions = positions;
    }

    @Override
    public LineBatch poll(long nanos) throws InterruptedException {
      return lines.poll(nanos);
    }

    @Override
    public boolean ended() {
      return kafka.events.isEmpty()
          && kafka.log.entrySet().stream()
              .allMatch(each -> positions.reached(each.getKey()) >= each.getValue().size());
    }

    @Override
    public void giveBack(LineBatch batch) {
      lines.giveBack(batch);
    }

    @Override
    public long rawBytes() {
      return lines.rawBytes();
    }

    @Override
    public boolean full() {
      return commitEachBatch;
    }

    @Override
    public void rollBack() {
      lines.rollBack();
    }

    @Override
    public void beginAgain() {
      lines.beginAgain();
    }

    @Override
    public void close() {
      lines.close();
    }
  }
}
