package io.framecount.counter.check;

import static io.framecount.counter.FakeCount.P0;
import static io.framecount.counter.FakeCount.P1;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.common.cli.CommandFailure;
import io.framecount.counter.FakeCount;
import io.framecount.counter.FakeKafka;
import java.nio.file.Path;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Two frames are counted, one of each partition, and most often merged. */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class ProgressCheckTest {
  private static final TopicPartition PARTIALS = new TopicPartition("counts-partials", 0);

  @TempDir private Path state;
  private final FakeCount count = new FakeCount();
  private final FakeKafka kafka = count.kafka;

  @BeforeEach
  void addFrames() {
    count.frame(P0, "anna");
    count.frame(P1, "boris");
  }

  @AfterEach
  void close() {
    count.close();
  }

  @Test
  void letsACountBeginAndGoOn() {
    check().requireMergers();
    check().requireCombiners();
    merge();
    check().requireMergers();
    check().requireCombiners();
  }

  @Test
  void refusesIfTheCombinersOffsetsAreForgotten() {
    merge();
    kafka.offsets(count.names.combinerGroup()).clear();
    assertRefused(
        () -> check().requireCombiners(),
        "Kafka has forgotten how far topic 'frames' was counted into topic 'counts'"
            + " (group framecount-counts-combiner has no offsets), and to go on would count twice"
            + " what is there; count into another --output, or, if no other topic than 'frames' was"
            + " counted into it, delete topics counts, counts-late, counts-partials,"
            + " framecount-counts-windows-changelog and count anew");
  }

  @Test
  void refusesIfTheyAreForgottenBeforeAnythingWasMerged() {
    count.combine();
    kafka.offsets(count.names.combinerGroup()).clear();
    assertRefused(
        () -> check().requireCombiners(), "Kafka has forgotten how far topic 'frames' was counted");
  }

  @Test
  void refusesIfTheMergersOffsetsAreForgotten() {
    merge();
    kafka.offsets(count.names.application()).clear();
    assertRefused(
        () -> check().requireMergers(),
        "Kafka has forgotten how far topic 'counts-partials' was merged into topic 'counts'");
    check().requireCombiners();
  }

  @Test
  void refusesIfOnlyTheStateTellsThatSomethingWasMerged() {
    merge();
    kafka.offsets(count.names.application()).clear();
    kafka.delete("counts");
    assertRefused(
        () -> check().requireMergers(),
        "Kafka has forgotten how far topic 'counts-partials' was merged into topic 'counts'"
            + " (group framecount-counts has no offsets), and to go on would count twice what is"
            + " there; count into another --output, or delete topics counts-late, counts-partials,"
            + " framecount-counts-windows-changelog and group framecount-counts-combiner and count"
            + " anew");
  }

  @Test
  void refusesIfTheOffsetOfOnePartitionIsForgotten() {
    merge();
    kafka.offsets(count.names.combinerGroup()).remove(P1);
    assertRefused(
        () -> check().requireCombiners(),
        "Kafka has forgotten how far partitions 1 of topic 'frames' were counted into topic"
            + " 'counts' (its windows hold more frames than group framecount-counts-combiner has"
            + " counted by its offsets)");
  }

  @Test
  void takesAPartitionThatIsNewForNew() {
    merge();
    kafka.addPartition("frames");
    count.frame(new TopicPartition("frames", 2), "carla");
    check().requireCombiners();
  }

  @Test
  void refusesATopicThatWasMadeAgain() {
    merge();
    kafka.makeAgain("frames");
    assertRefused(
        () -> check().requireCombiners(),
        "topic 'frames' was deleted and made again after it was counted into topic 'counts'");
  }

  @Test
  void recognisesATopicThatWasMadeAgainByThePartialsIfTheOffsetsAreGoneWithIt() {
    merge();
    kafka.makeAgain("frames");
    kafka.offsets(count.names.combinerGroup()).clear();
    assertRefused(
        () -> check().requireCombiners(),
        "topic 'frames' was deleted and made again after it was counted into topic 'counts'");
  }

  @Test
  void refusesIfPartialsWereDeletedBeforeTheyWereMerged() {
    merge();
    count.frame(P0, "carla");
    count.combine();
    kafka.deleteBefore(PARTIALS, 2);
    assertRefused(
        () -> check().requireMergers(),
        "partition 0: offset 1 of topic 'counts-partials' was deleted before it was merged, so"
            + " topic 'counts' lacks frames that were counted; count into another --output.");
  }

  @Test
  void letsPartialsGoThatAreMerged() {
    merge();
    kafka.deleteBefore(PARTIALS, 1);
    check().requireMergers();
    // Behind the last partial lies the mark of its transaction, which nobody merges.
    kafka.deleteBefore(PARTIALS, 2);
    check().requireMergers();
  }

  @Test
  void goesOnWhereSomebodyHasSetTheOffsets() {
    merge();
    kafka
        .offsets(count.names.combinerGroup())
        .replaceAll((partition, offset) -> new OffsetAndMetadata(offset.offset()));
    check().requireCombiners();
  }

  private void merge() {
    count.combine();
    count.merger(state).merge();
  }

  private ProgressCheck check() {
    return new ProgressCheck(kafka.connection(), count.names, count.serdes, count.said::add);
  }

  private static void assertRefused(Runnable check, String beginning) {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(check::run)
        .withMessageStartingWith(beginning);
  }
}
