package io.framecount.counter.combine;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.counter.progress.OffsetNote;
import io.framecount.counter.progress.Origin;
import io.framecount.counter.progress.SettingsNote;
import io.framecount.counter.progress.Tally;
import io.framecount.counter.progress.Tally.Gap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class AssignedPartitionsTest {
  private static final TopicPartition QUIET = new TopicPartition("frames", 0);
  private static final TopicPartition BUSY = new TopicPartition("frames", 1);
  private static final TopicPartition EMPTY = new TopicPartition("frames", 2);
  private static final Uuid TOPIC = new Uuid(1, 2);
  private static final OffsetAndMetadata COMMITTED =
      new OffsetAndMetadata(10, Optional.of(3), "v1 read=10 counted=9 aside=1");

  private final AssignedPartitions assigned = new AssignedPartitions(SettingsNote.EMPTY);

  AssignedPartitionsTest() {
    assigned.open(QUIET, COMMITTED, TOPIC);
    assigned.open(BUSY, COMMITTED, TOPIC);
    assigned.open(EMPTY, null, TOPIC);
    assigned.of(BUSY).read(2);
    assigned.of(BUSY).count(2);
    assigned.advance(Map.of(BUSY, new OffsetAndMetadata(12)));
  }

  @Test
  void commitsWhatHasMoved() {
    assertThat(assigned.offsets()).containsOnlyKeys(BUSY);
    assertThat(assigned.offsets().get(BUSY).offset()).isEqualTo(12);
    assertThat(tally(assigned.offsets().get(BUSY))).isEqualTo(new Tally(12, 11, 1));
  }

  @Test
  void commitsWhatStandsStillAgainAsItWas() {
    assertThat(assigned.allOffsets()).containsOnlyKeys(QUIET, BUSY);
    OffsetAndMetadata again = assigned.allOffsets().get(QUIET);
    assertThat(again.offset()).isEqualTo(10);
    assertThat(again.leaderEpoch()).contains(3);
    assertThat(tally(again)).isEqualTo(new Tally(10, 9, 1));
    assertThat(assigned.allOffsets().get(BUSY)).isEqualTo(assigned.offsets().get(BUSY));
  }

  /** Versions before and after this one read it: it may only grow. */
  @Test
  void writesWhatItKnowsAsItAlwaysDid() {
    AssignedPartitions noted =
        new AssignedPartitions(SettingsNote.EMPTY.with("windows", "minute").with("by", ""));
    noted.open(EMPTY, null, TOPIC);
    noted.of(EMPTY).begin(60);
    assertThat(noted.offsets().get(EMPTY).metadata())
        .isEqualTo(
            "v1 read=0 counted=0 aside=0 windows=minute by= topic:AAAAAAAAAAEAAAAAAAAAAg:60 0/0//");
    noted.of(EMPTY).skip(Gap.between(60, 100));
    noted.of(EMPTY).skip(Gap.between(100, 160));
    noted.of(EMPTY).cutOff(Gap.between(150, 160));
    assertThat(noted.offsets().get(EMPTY))
        .isEqualTo(
            new OffsetAndMetadata(
                150,
                "v1 read=0 counted=0 aside=0 missing=100:60-159 cut-off=10:150-159"
                    + " windows=minute by= topic:AAAAAAAAAAEAAAAAAAAAAg:60 0/0//"));
  }

  @Test
  void goesOnFromWhatIsCommitted() {
    assigned.of(QUIET).skip(Gap.between(10, 20));
    OffsetAndMetadata first = assigned.offsets().get(QUIET);
    assigned.committed(Map.of(QUIET, first));
    assertThat(assigned.fresh()).isEqualTo(new Tally(2, 2, 0));
    assigned.of(QUIET).skip(Gap.between(30, 31));
    OffsetAndMetadata second = assigned.offsets().get(QUIET);
    assertThat(second.offset()).isEqualTo(31);
    assertThat(tally(second)).isEqualTo(new Tally(10, 9, 1, new Gap(11, 30, 30), Gap.NONE));
    // Committed by a version that noted no beginning: it stays unknown.
    assertThat(OffsetNote.of(second).origin()).contains(new Origin(TOPIC, Origin.UNKNOWN));
  }

  private static Tally tally(OffsetAndMetadata offset) {
    return OffsetNote.of(offset).tally().orElseThrow();
  }
}
