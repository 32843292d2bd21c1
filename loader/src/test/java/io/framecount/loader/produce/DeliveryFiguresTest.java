package io.framecount.loader.produce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryFiguresTest {
  private final InFlight traffic = new InFlight();
  private final DroppedRecords drops = new DroppedRecords(Duration.ofSeconds(1));
  private final DeliveryFigures figures = new DeliveryFigures(traffic, Optional.of(drops));

  @Test
  void forgetsTheDropsSinceTheLastCommitAlongWithWhatWasSent() {
    drop(1, false);
    drop(2, true);
    figures.keep();
    traffic.sent();
    traffic.acknowledge();
    drop(3, false);
    drop(9, true);
    assertThat(drops.lines()).isEqualTo(4);
    assertThat(drops.ranges()).isEqualTo(Map.of("f", List.of("1-3", "9")));

    figures.restore();
    assertThat(drops.frames()).isEqualTo(1);
    assertThat(drops.letters()).isEqualTo(1);
    assertThat(drops.ranges()).isEqualTo(Map.of("f", List.of("1-2")));
    assertThat(traffic.acknowledged()).isZero();
    assertThat(traffic.owed()).isFalse();
  }

  @Test
  void countsThemOnceIfTheyAreDroppedAgain() {
    drop(1, false);
    figures.restore();
    drop(1, false);
    figures.keep();
    assertThat(drops.frames()).isEqualTo(1);
  }

  private void drop(long line, boolean letter) {
    traffic.sent();
    traffic.drop();
    drops.add(new DroppedRecords.Origin("f", line, letter));
  }
}
