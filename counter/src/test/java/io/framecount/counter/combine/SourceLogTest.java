package io.framecount.counter.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.common.cli.CommandFailure;
import io.framecount.counter.progress.OffsetNote;
import io.framecount.counter.progress.Origin;
import io.framecount.counter.progress.SettingsNote;
import io.framecount.counter.progress.Tally;
import io.framecount.counter.progress.Tally.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class SourceLogTest {
  private static final TopicPartition PARTITION = new TopicPartition("frames", 2);
  private static final OffsetAndMetadata COMMITTED =
      new OffsetAndMetadata(101, "v1 read=100 counted=100 aside=0");
  private static final String DELETED =
      "partition 2: offsets 101 to 159 of topic 'frames' were deleted before they were counted;"
          + " counting goes on from offset 160";

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final AssignedPartitions assigned = new AssignedPartitions(SettingsNote.EMPTY);
  private final List<String> said = new ArrayList<>();
  private final SourceLog log = new SourceLog("frames", assigned, partition -> 200, said::add);

  SourceLogTest() {
    consumer.assign(List.of(PARTITION));
  }

  @Test
  void aFirstCountBeginsWithTheOldestRecord() {
    begin(null, 0);
    assertThat(consumer.position(PARTITION)).isZero();
    assertThat(committed().offset()).isZero();
    assertThat(said).isEmpty();
  }

  @Test
  void andSaysIfItIsNotTheFirst() {
    begin(null, 60);
    assertThat(consumer.position(PARTITION)).isEqualTo(60);
    assertThat(OffsetNote.of(committed()).origin()).map(Origin::from).contains(60L);
    assertThat(tally()).isEqualTo(Tally.NONE);
    assertThat(said)
        .containsExactly(
            "topic 'frames' is counted from offset 60 of partition 2 on; what lay before was"
                + " deleted before this count began");
  }

  @Test
  void notesWhatWasDeletedWhileNobodyCounted() {
    begin(COMMITTED, 160);
    assertThat(consumer.position(PARTITION)).isEqualTo(160);
    assertThat(tally()).isEqualTo(new Tally(100, 100, 0, new Gap(59, 101, 159), Gap.NONE));
    assertThat(committed().offset()).isEqualTo(160);
    assertThat(said).containsExactly(DELETED);
  }

  /** Of what is not committed, the next session finds all again. */
  @Test
  void notesItOnceThoughItIsFoundTwice() {
    begin(COMMITTED, 160);
    begin(COMMITTED, 160);
    assertThat(tally().missing().offsets()).isEqualTo(59);
    assigned.committed(assigned.offsets());
    log.begin(consumer, List.of(PARTITION));
    assertThat(assigned.offsets()).isEmpty();
    assertThat(said).containsExactly(DELETED, DELETED);
  }

  @Test
  void saysNothingOfWhatWasDeletedAfterItWasCounted() {
    begin(COMMITTED, 101);
    assertThat(assigned.moved()).isFalse();
    assertThat(said).isEmpty();
  }

  @Test
  void notesWhatIsDeletedWhileItCounts() {
    begin(COMMITTED, 0);
    consumer.updateBeginningOffsets(Map.of(PARTITION, 160L));
    log.resume(consumer, new OffsetOutOfRangeException(Map.of(PARTITION, 101L)));
    assertThat(consumer.position(PARTITION)).isEqualTo(160);
    assertThat(tally().missing()).isEqualTo(new Gap(59, 101, 159));
    assertThat(said).containsExactly(DELETED);
  }

  @Test
  void goesBackToWhereTheTopicPartsFromWhatWasCounted() {
    begin(COMMITTED, 0);
    var parting = Map.of(PARTITION, new OffsetAndMetadata(80));
    log.resume(consumer, new LogTruncationException("lost", Map.of(PARTITION, 101L), parting));
    assertThat(consumer.position(PARTITION)).isEqualTo(80);
    assertThat(committed().offset()).isEqualTo(80);
    assertThat(tally()).isEqualTo(new Tally(100, 100, 0, Gap.NONE, new Gap(21, 80, 100)));
    assertThat(said)
        .containsExactly(
            "partition 2: topic 'frames' has lost offsets 80 to 100 after they were counted (did a"
                + " broker that was behind become leader?); their frames stay counted, and counting"
                + " goes on from offset 80");
  }

  /** And not to the beginning, which would count all once more. */
  @Test
  void goesBackToTheEndIfNobodyKnowsWhereItParts() {
    begin(new OffsetAndMetadata(230, COMMITTED.metadata()), 0);
    log.resume(consumer, new OffsetOutOfRangeException(Map.of(PARTITION, 230L)));
    assertThat(consumer.position(PARTITION)).isEqualTo(200);
    assertThat(tally().cutOff()).isEqualTo(new Gap(30, 200, 229));
  }

  @Test
  void staysWhereItIsIfAllIsThereAgain() {
    begin(COMMITTED, 0);
    log.resume(consumer, new OffsetOutOfRangeException(Map.of(PARTITION, 101L)));
    assertThat(consumer.position(PARTITION)).isEqualTo(101);
    assertThat(assigned.moved()).isFalse();
    assertThat(said).isEmpty();
  }

  @Test
  void givesUpIfTheTopicIsAnotherFromNobodyKnowsWhere() {
    begin(COMMITTED, 0);
    var problem = new LogTruncationException("lost", Map.of(PARTITION, 101L), Map.of());
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> log.resume(consumer, problem))
        .withMessageStartingWith("partition 2 of topic 'frames' has other records now than those");
  }

  private void begin(OffsetAndMetadata offset, long first) {
    consumer.updateBeginningOffsets(Map.of(PARTITION, first));
    consumer.seek(PARTITION, offset == null ? 0 : offset.offset());
    assigned.open(PARTITION, offset, new Uuid(1, 2));
    log.begin(consumer, List.of(PARTITION));
  }

  private OffsetAndMetadata committed() {
    return assigned.offsets().get(PARTITION);
  }

  private Tally tally() {
    return OffsetNote.of(committed()).tally().orElseThrow();
  }
}
