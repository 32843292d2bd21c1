package io.framecount.counter.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTaskTest {
  private static final Duration SETTLE = Duration.ofMinutes(10);
  private static final Duration HOLD = Duration.ofDays(35);
  private static final Instant OLD = Instant.parse("2016-07-11T13:39:00Z");
  private static final String KEY = "MINUTE/2016-07-11T13:39:00Z";

  @TempDir private Path state;

  @Test
  void settlesWhenItIsQuietAndAgainAfterACorrection() {
    try (MergedTopic topic = new MergedTopic(state, SETTLE, HOLD, 0)) {
      topic.add(OLD, null, "anna", "anna");
      assertThat(topic.rows()).containsExactly(KEY + ": 2 frames, 1 users, r1");
      topic.pass(Duration.ofMinutes(9));
      topic.add(OLD, null, "boris");
      topic.pass(Duration.ofMinutes(9));
      assertThat(topic.rows()).containsExactly(KEY + ": 3 frames, 2 users, r2");
      topic.pass(Duration.ofMinutes(1));
      assertThat(topic.rows()).containsExactly(KEY + ": 3 frames, 2 users, r2 settled");
      topic.pass(Duration.ofDays(1));
      assertThat(topic.rows()).isEmpty();

      topic.add(OLD, null, "clara");
      assertThat(topic.rows()).containsExactly(KEY + ": 4 frames, 3 users, r3");
      topic.pass(SETTLE);
      assertThat(topic.rows()).containsExactly(KEY + ": 4 frames, 3 users, r3 settled");
    }
  }

  @Test
  void settlesNoWindowThatIsNotOverAndNoneByTheTimesOfOthers() {
    try (MergedTopic topic = new MergedTopic(state, SETTLE, HOLD, 0)) {
      Instant ahead = MergedTopic.NOW.plus(Duration.ofHours(1));
      topic.add(ahead, null, "anna");
      topic.add(OLD, null, "anna");
      topic.add(MergedTopic.NOW.plus(Duration.ofHours(23)), null, "anna");
      topic.rows();
      topic.pass(Duration.ofMinutes(60));
      assertThat(topic.rows()).containsExactly(KEY + ": 1 frames, 1 users, r1 settled");
      topic.pass(Duration.ofMinutes(1));
      assertThat(topic.rows())
          .containsExactly("MINUTE/" + ahead + ": 1 frames, 1 users, r1 settled");
    }
  }

  @Test
  void keepsAMarkerAndPassesLateIncrementsOnWhole() {
    try (MergedTopic topic = new MergedTopic(state, SETTLE, HOLD, 0)) {
      topic.add(OLD, null, "anna");
      topic.pass(SETTLE);
      topic.pass(HOLD.minus(SETTLE).minusSeconds(1));
      assertThat(topic.states().get(KEY).getSketch()).isNotNull();
      topic.pass(Duration.ofSeconds(1));
      assertThat(topic.states().get(KEY).getSketch()).isNull();
      assertThat(topic.states().get(KEY).getFrames()).isEqualTo(1);
      assertThat(topic.due()).isZero();
      topic.rows();

      topic.add(OLD, null, "anna", "boris");
      topic.add(OLD, null, "clara");
      assertThat(topic.rows()).isEmpty();
      var late = topic.late();
      assertThat(late).extracting(record -> record.key).containsExactly(KEY + "#0@1", KEY + "#0@2");
      assertThat(late.get(0).value.getFrames()).isEqualTo(2);
      var users = MergedTopic.METHOD.create();
      late.forEach(record -> users.merge(record.value.getUsers()));
      assertThat(users.estimate().count()).isEqualTo(3);
      assertThat(topic.said).singleElement().asString().startsWith("2 frames of this run came");
    }
  }

  @Test
  void holdsAWindowAsLongAsSomethingComes() {
    try (MergedTopic topic = new MergedTopic(state, SETTLE, HOLD, 0)) {
      for (int i = 0; i < 5; i++) {
        topic.add(OLD, null, "anna" + i);
        topic.pass(Duration.ofDays(20));
      }
      assertThat(topic.late()).isEmpty();
      assertThat(topic.states().get(KEY).getFrames()).isEqualTo(5);
      topic.pass(Duration.ofDays(20));
      assertThat(topic.states().get(KEY).getSketch()).isNull();
    }
  }

  @Test
  void givesNothingUpIfToldSo() {
    try (MergedTopic topic = new MergedTopic(state, SETTLE, null, 0)) {
      topic.add(OLD, null, "anna");
      topic.pass(Duration.ofDays(4_000));
      topic.add(OLD, null, "boris");
      assertThat(topic.rows()).last().isEqualTo(KEY + ": 2 frames, 2 users, r2");
      assertThat(topic.late()).isEmpty();
    }
  }

  @Test
  void tellsGroupsApart() {
    try (MergedTopic topic = new MergedTopic(state, SETTLE, HOLD, 1)) {
      topic.add(OLD, "android", "anna");
      topic.add(OLD, "ios", "boris");
      topic.pass(SETTLE);
      topic.pass(HOLD);
      topic.add(OLD, "web", "clara");
      topic.add(OLD, "android", "clara");
      assertThat(topic.late())
          .extracting(record -> record.key)
          .containsExactly(KEY + "/(other)#0@2", KEY + "/android#0@3");
    }
  }

  @Test
  void aYearThatIsDueAtOnceIsDoneInPortions() {
    int minutes = 10_000;
    try (MergedTopic topic = new MergedTopic(state, SETTLE, HOLD, 0)) {
      for (int i = 0; i < minutes; i++) {
        topic.add(OLD.plusSeconds(60L * i), null, "anna");
      }
      topic.rows();
      int settled = 0;
      topic.pass(SETTLE);
      for (int i = 0; i < 1_000 && settled < minutes; i++) {
        List<String> rows = topic.rows();
        assertThat(rows).allMatch(row -> row.endsWith("settled"));
        settled += rows.size();
        topic.pass(RetentionTask.INTERVAL);
      }
      assertThat(settled).isEqualTo(minutes);
      assertThat(topic.rows()).isEmpty();
      assertThat(topic.due()).isEqualTo(minutes);
    }
  }
}
