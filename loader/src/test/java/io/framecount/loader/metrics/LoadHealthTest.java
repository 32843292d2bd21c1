package io.framecount.loader.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadHealthTest {
  private long now;

  @Test
  void isIllOnlyAfterALongTimeWithoutProgress() {
    LoadHealth health = new LoadHealth(false, () -> now);
    health.started();
    pass(LoadHealth.PATIENCE);
    assertThat(health.illness()).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(health.illness()).hasValue("no progress for 91 s");
    health.committed(moment(1));
    assertThat(health.illness()).isEmpty();
  }

  @Test
  void commitsOfNothingAreNoProgressOfAFile() {
    LoadHealth file = new LoadHealth(false, () -> now);
    LoadHealth stdin = new LoadHealth(true, () -> now);
    file.committed(moment(1));
    stdin.committed(moment(1));
    pass(LoadHealth.PATIENCE.plusSeconds(1));
    file.committed(moment(1));
    stdin.committed(moment(1));
    assertThat(file.illness()).isPresent();
    assertThat(stdin.illness()).isEmpty();
  }

  @Test
  void isNotIllButNotReadyWhileKafkaIsAway() {
    LoadHealth health = new LoadHealth(false, () -> now);
    health.started();
    health.away(true);
    pass(Duration.ofHours(1));
    assertThat(health.illness()).isEmpty();
    assertThat(health.waiting()).hasValue("Kafka does not answer");
    health.away(false);
    assertThat(health.illness()).isEmpty();
    assertThat(health.waiting()).isEmpty();
    pass(LoadHealth.PATIENCE.plusSeconds(1));
    assertThat(health.illness()).isPresent();
  }

  @Test
  void isReadyOnceItHasBegun() {
    LoadHealth health = new LoadHealth(false, () -> now);
    assertThat(health.waiting()).hasValue("not connected to Kafka and the schema registry yet");
    health.started();
    assertThat(health.waiting()).isEmpty();
  }

  @Test
  void isWellWhenItIsDoneAndTheMirrorIsNot() {
    LoadHealth health = new LoadHealth(false, () -> now);
    health.started();
    health.ended();
    pass(Duration.ofHours(1));
    assertThat(health.illness()).isEmpty();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private static LoadSnapshot moment(long frames) {
    return new LoadSnapshot(frames, Map.of(), Map.of(), 0, frames, frames);
  }
}
