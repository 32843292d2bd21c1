package io.framecount.counter.verify;

import static io.framecount.counter.FakeCount.KEY;
import static io.framecount.counter.FakeCount.P0;
import static io.framecount.counter.FakeCount.P1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.common.cli.CommandFailure;
import io.framecount.counter.FakeCount;
import io.framecount.counter.FakeKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Three records, of which two frames are counted and one is set aside. */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class AuditorTest {
  @TempDir private Path state;
  private final FakeCount count = new FakeCount();
  private final FakeKafka kafka = count.kafka;

  @BeforeEach
  void countFrames() {
    count.frame(P0, "anna");
    count.frame(P1, "boris");
    kafka.append(P1, null, "no frame".getBytes(UTF_8));
    count.combine();
  }

  @AfterEach
  void close() {
    count.close();
  }

  @Test
  void holdsIfAllIsMerged() {
    count.merger(state).merge();
    Verdict verdict = verdict();
    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.provisional()).isFalse();
    Evidence evidence = verdict.evidence();
    assertThat(evidence.windows()).isEqualTo(1);
    assertThat(evidence.merged()).isEqualTo(Map.of("minute", 2L));
    assertThat(evidence.unmerged()).isEmpty();
    assertThat(evidence.late()).isEmpty();
    assertThat(evidence.deadLetters()).isEqualTo(1);
    assertThat(evidence.allDeadLetters()).isTrue();
    assertThat(evidence.lag()).isEqualTo(Map.of(P0, 0L, P1, 0L));
    assertThat(evidence.members()).isZero();
    assertThat(evidence.source().id()).isEqualTo(kafka.id("frames"));
    assertThat(evidence.source().compacted()).isFalse();
    assertThat(evidence.source().end()).isEqualTo(Map.of(P0, 1L, P1, 2L));
  }

  @Test
  void countsPartialsThatAreNotMergedYet() {
    count.frame(P0, "carla");
    Verdict verdict = verdict();
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.evidence().unmerged()).isEqualTo(Map.of("minute", 2L));
    assertThat(verdict.evidence().merged()).isEmpty();
    assertThat(verdict.lag()).isEqualTo(1);
  }

  @Test
  void countsFramesThatCameLate() {
    var merger = count.merger(state);
    merger.merge();
    merger.pass(Duration.ofMinutes(3));
    merger.pass(Duration.ofMinutes(3));
    count.frame(P0, "carla");
    count.combine();
    merger.merge();
    Verdict verdict = verdict();
    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.evidence().merged()).isEqualTo(Map.of("minute", 2L));
    assertThat(verdict.evidence().late()).isEqualTo(Map.of("minute", 1L));
  }

  @Test
  void failsIfARowIsDeleted() {
    count.merger(state).merge();
    kafka.append(new TopicPartition("counts", 0), KEY.getBytes(UTF_8), null);
    assertThat(verdict().shortage()).isTrue();
    assertThat(verdict().problems())
        .containsExactly("topic 'counts' holds no windows, but 2 frames were counted");
  }

  @Test
  void failsIfAnOffsetIsSetBack() {
    count.merger(state).merge();
    kafka.offsets(count.names.combinerGroup()).put(P0, new OffsetAndMetadata(0));
    assertThat(verdict().surplus()).isTrue();
    assertThat(verdict().problems())
        .singleElement()
        .asString()
        .contains("hold 2 frames", "but 1 were counted");
  }

  @Test
  void failsIfADeadLetterIsMissing() {
    count.merger(state).merge();
    kafka.makeAgain("frames-dlq");
    assertThat(verdict().problems())
        .containsExactly("topic 'frames-dlq' holds 0 frames of this count, but 1 were set aside");
  }

  @Test
  void failsIfTheTopicWasMadeAgain() {
    count.merger(state).merge();
    kafka.makeAgain("frames");
    assertThat(verdict().problems())
        .containsExactly(
            "topic 'frames' was deleted and made again after it was counted into topic 'counts'");
  }

  @Test
  void refusesWhereNothingIsCounted() {
    kafka.offsets(count.names.combinerGroup()).clear();
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(this::verdict)
        .withMessageStartingWith("nothing is counted of topic 'frames' into topic 'counts'");
  }

  private Verdict verdict() {
    return new Auditor(
            kafka.connection(),
            count.names,
            count.partials(),
            count.rowSerde().deserializer(),
            count.said::add)
        .verdict();
  }
}
