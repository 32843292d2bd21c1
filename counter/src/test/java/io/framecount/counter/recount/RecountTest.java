package io.framecount.counter.recount;

import static io.framecount.counter.FakeCount.KEY;
import static io.framecount.counter.FakeCount.MINUTE;
import static io.framecount.counter.FakeCount.NEXT_KEY;
import static io.framecount.counter.FakeCount.P0;
import static io.framecount.counter.FakeCount.P1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.WindowCount;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.counter.FakeCount;
import io.framecount.counter.FakeKafka;
import io.framecount.counter.late.LateTopic;
import io.framecount.counter.merge.FakeMerger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A minute of two frames and the next one of one frame, counted and merged. */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class RecountTest {
  private static final TopicPartition ROWS = new TopicPartition("counts", 0);

  @TempDir private Path state;
  private final FakeCount count = new FakeCount();
  private final FakeKafka kafka = count.kafka;
  private final List<String> outcomes = new ArrayList<>();
  private FakeMerger merger;

  @BeforeEach
  void countFrames() {
    count.frame(P0, "anna");
    count.frame(P1, "boris");
    count.frame(P1, "anna", MINUTE + 60_000);
    merger = count.merger(state);
    merge();
  }

  @AfterEach
  void close() {
    count.close();
  }

  @Test
  void findsARowRight() {
    assertThat(recount(KEY)).isEqualTo(ExitCode.OK);
    assertThat(recount(NEXT_KEY)).isEqualTo(ExitCode.OK);
    assertThat(outcomes)
        .containsExactly(
            KEY + " right: 2 frames, 2 unique users",
            NEXT_KEY + " right: 1 frames, 1 unique users");
  }

  @Test
  void onlyComparesARowThatMergersAddTo() {
    kafka.append(ROWS, KEY.getBytes(UTF_8), null);
    assertThat(recount(KEY)).isEqualTo(ExitCode.FAILED);
    assertThat(outcomes)
        .containsExactly(
            KEY
                + " wrong: the row has 0 frames and 0 unique users, counted again there are 2 and 2");
    assertThat(count.counts().byKey()).doesNotContainKey(KEY);
  }

  @Test
  void replacesARowThatNobodyAddsTo() {
    dropState();
    kafka.append(ROWS, KEY.getBytes(UTF_8), null);
    assertThat(recount(KEY)).isEqualTo(ExitCode.OK);
    assertThat(outcomes)
        .containsExactly(
            KEY + " replaced: 2 frames, 2 unique users; there were 0 and 0, and 0 late frames");
    assertRow(2, 2);
  }

  @Test
  void takesInLateFrames() {
    dropState();
    count.frame(P0, "carla");
    count.frame(P0, "anna");
    merge();
    assertThat(late()).isEqualTo(2);
    assertRow(2, 2);
    assertThat(recount(RecountJob.ALL_LATE)).isEqualTo(ExitCode.OK);
    assertThat(outcomes)
        .containsExactly(
            KEY + " replaced: 4 frames, 3 unique users; there were 2 and 2, and 2 late frames");
    assertRow(4, 3);
    assertThat(late()).isZero();
    assertThat(recount(RecountJob.ALL_LATE)).isEqualTo(ExitCode.OK);
    assertThat(outcomes).hasSize(1);
  }

  @Test
  void leavesARowWhoseFramesAreNoLongerThere() {
    dropState();
    kafka.deleteBefore(P0, 1);
    count.frame(P0, "carla");
    merge();
    assertThat(recount(KEY)).isEqualTo(ExitCode.FAILED);
    assertThat(outcomes)
        .containsExactly(
            KEY
                + " left as it is: topic 'frames' or its dead letters no longer hold all records,"
                + " and counting again finds 2 frames, but the row has 2 and 1 came late");
    assertRow(2, 2);
    assertThat(late()).isEqualTo(1);
  }

  @Test
  void doesNotCallARowWrongWhoseFramesAreGone() {
    kafka.deleteBefore(P0, 1);
    assertThat(recount(KEY)).isEqualTo(ExitCode.REJECTED);
    assertThat(outcomes)
        .containsExactly(
            KEY
                + " missing in the source: the row has 2 frames, of which topic 'frames' has 1; it"
                + " no longer holds all that was counted, so whether the row is right can't be told");
    assertRow(2, 2);
  }

  /** Frames that were gone before the count began were never counted, so none is missing. */
  @Test
  void takesACountThatBeganLaterForWhole() {
    FakeCount later = new FakeCount();
    later.frame(P0, "anna");
    later.frame(P0, "boris");
    later.kafka.deleteBefore(P0, 1);
    later.combine();
    later.merger(state.resolve("later")).merge();
    assertThat(recount(later, KEY)).isEqualTo(ExitCode.OK);
    assertThat(outcomes).containsExactly(KEY + " right: 1 frames, 1 unique users");
    later.close();
  }

  @Test
  void doesNotCountWhatWasSetAside() {
    kafka.append(P0, null, "no frame".getBytes(UTF_8));
    merge();
    assertThat(recount(KEY)).isEqualTo(ExitCode.OK);
    assertThat(outcomes).containsExactly(KEY + " right: 2 frames, 2 unique users");
  }

  @Test
  void refusesAKeyThatIsNoWindowOfTheCount() {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> recount("HOUR/2016-07-11T13:00:00Z"))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE));
  }

  private void merge() {
    count.combine();
    merger.merge();
  }

  private void dropState() {
    merger.pass(Duration.ofMinutes(3));
    merger.pass(Duration.ofMinutes(3));
  }

  private void assertRow(long frames, long users) {
    WindowCount row = count.counts().byKey().get(KEY);
    assertThat(row.getFrames()).isEqualTo(frames);
    assertThat(row.getUniqueUsers()).isEqualTo(users);
  }

  private long late() {
    return new LateTopic(kafka.connection(), count.names.late(), count.partials())
        .read().values().stream().mapToLong(Long::longValue).sum();
  }

  private ExitCode recount(String window) {
    return recount(count, window);
  }

  private ExitCode recount(FakeCount of, String window) {
    return new RecountJob(
            of.kafka.connection(), of.names, of.settings, of.partials(), of.rowSerde())
        .run(
            window, of.reader(), outcome -> outcomes.add(outcome.key() + " " + outcome.sentence()));
  }
}
