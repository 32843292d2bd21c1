package io.framecount.counter.query;

import static io.framecount.counter.FakeCount.MINUTE;
import static io.framecount.counter.FakeCount.P0;
import static io.framecount.counter.FakeCount.P1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.Sheet;
import io.framecount.counter.FakeCount;
import io.framecount.counter.merge.FakeMerger;
import io.framecount.counter.window.TimeRange;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A minute with two users and the next one with two, of whom one is the same. */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class QueryTest {
  private static final TimeRange FIRST = minutes(0, 1);
  private static final TimeRange SECOND = minutes(1, 2);

  @TempDir private Path state;
  private final FakeCount count = new FakeCount();
  private FakeMerger merger;

  @BeforeEach
  void countFrames() {
    count.frame(P0, "anna");
    count.frame(P1, "boris");
    count.frame(P1, "anna", MINUTE + 60_000);
    count.frame(P1, "carla", MINUTE + 60_000);
    count.frame(P1, "carla", MINUTE + 60_001);
    merger = count.merger(state);
    merge();
  }

  @AfterEach
  void close() {
    count.close();
  }

  @Test
  void unitesTheUsersOfWindows() {
    assertThat(answer(minutes(0, 2), Optional.empty()))
        .isEqualTo(
            "range\t2016-07-11T13:39:00Z\t2016-07-11T13:41:00Z\t5\t3\ttrue\t3.0\t3.0\t2 minute\n");
    assertThat(answer(SECOND, Optional.empty()))
        .isEqualTo(
            "range\t2016-07-11T13:40:00Z\t2016-07-11T13:41:00Z\t3\t2\ttrue\t2.0\t2.0\t1 minute\n");
    assertThat(count.said).isEmpty();
  }

  @Test
  void countsUsersOfBothRanges() {
    assertThat(answer(FIRST, Optional.of(SECOND)))
        .isEqualTo(
            """
            range\t2016-07-11T13:39:00Z\t2016-07-11T13:40:00Z\t2\t2\ttrue\t2.0\t2.0\t1 minute
            and\t2016-07-11T13:40:00Z\t2016-07-11T13:41:00Z\t3\t2\ttrue\t2.0\t2.0\t1 minute
            both\t\t\t\t1\ttrue\t1.0\t1.0\t
            """);
  }

  @Test
  void readsTheNewestRowOfAWindow() {
    count.frame(P0, "dora");
    merge();
    assertThat(answer(FIRST, Optional.empty())).contains("\t3\t3\ttrue\t3.0\t3.0\t1 minute\n");
  }

  @Test
  void saysThatThereAreNoFramesInARange() {
    assertThat(answer(minutes(10, 11), Optional.empty())).contains("\t0\t0\ttrue\t0.0\t0.0\t\n");
    assertThat(count.said)
        .containsExactly(
            "no frames in 2016-07-11T13:49:00Z..2016-07-11T13:50:00Z; the windows of topic"
                + " 'counts' go from 2016-07-11T13:39:00Z to 2016-07-11T13:41:00Z");
  }

  @Test
  void saysWhichFramesCameTooLate() {
    merger.pass(Duration.ofMinutes(3));
    merger.pass(Duration.ofMinutes(3));
    count.frame(P0, "dora");
    merge();
    count.said.clear();
    assertThat(answer(FIRST, Optional.empty())).contains("\t2\t2\ttrue\t2.0\t2.0\t1 minute\n");
    assertThat(count.said)
        .containsExactly(
            "frames that came late for 1 windows in 2016-07-11T13:39:00Z..2016-07-11T13:40:00Z are"
                + " not counted here; counter recount --window all-late takes them in");
    count.said.clear();
    answer(SECOND, Optional.empty());
    assertThat(count.said).isEmpty();
  }

  @Test
  void refusesAGroupWhereThereAreNone() {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> query(Optional.of("phone"), FIRST, Optional.empty()))
        .withMessage(
            "topic 'counts' has no group 'phone' of its own; its frames are not counted by groups");
  }

  @Test
  void refusesWhereNothingIsCounted() {
    count.kafka.makeAgain("counts");
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> answer(FIRST, Optional.empty()))
        .withMessage("topic 'counts' has no counts yet");
  }

  private void merge() {
    count.combine();
    merger.merge();
  }

  private String answer(TimeRange range, Optional<TimeRange> other) {
    return query(Optional.empty(), range, other);
  }

  private String query(Optional<String> group, TimeRange range, Optional<TimeRange> other) {
    Query query =
        new Query(
            count.kafka.connection(),
            "counts",
            count.counts(),
            group,
            Optional.empty(),
            count.said::add);
    StringWriter out = new StringWriter();
    query
        .answer(finest -> new Query.Asked(range, other, "and"))
        .sheet()
        .print(Sheet.Format.TSV, new PrintWriter(out, true));
    return out.toString().replaceFirst("^part\\t.*\\n", "");
  }

  private static TimeRange minutes(int from, int to) {
    Instant start = Instant.ofEpochMilli(MINUTE);
    return new TimeRange(start.plusSeconds(60L * from), start.plusSeconds(60L * to));
  }
}
