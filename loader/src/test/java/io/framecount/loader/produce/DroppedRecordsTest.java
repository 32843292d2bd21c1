package io.framecount.loader.produce;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.input.SinceCommit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DroppedRecordsTest {
  private final InFlight inFlight = new InFlight();
  private final DroppedRecords drops = new DroppedRecords(Duration.ofSeconds(1));
  private final List<SinceCommit> figures = List.of(inFlight, drops);

  @Test
  void forgetsTheDropsSinceTheLastCommitAlongWithWhatWasSent() {
    drop(1, false);
    drop(2, true);
    figures.forEach(SinceCommit::committed);
    inFlight.sent();
    inFlight.acknowledge();
    drop(3, false);
    drop(9, true);
    assertThat(drops.lines()).isEqualTo(4);
    assertThat(drops.ranges()).isEqualTo(Map.of("f", List.of("1-3", "9")));

    figures.forEach(SinceCommit::rollBack);
    assertThat(drops.frames()).isEqualTo(1);
    assertThat(drops.letters()).isEqualTo(1);
    assertThat(drops.ranges()).isEqualTo(Map.of("f", List.of("1-2")));
    assertThat(inFlight.acknowledged()).isZero();
    assertThat(inFlight.owed()).isFalse();
  }

  @Test
  void countsThemOnceIfTheyAreDroppedAgain() {
    drop(1, false);
    figures.forEach(SinceCommit::rollBack);
    drop(1, false);
    figures.forEach(SinceCommit::committed);
    assertThat(drops.frames()).isEqualTo(1);
  }

  private void drop(long line, boolean letter) {
    inFlight.sent();
    inFlight.drop();
    drops.add(new DroppedRecords.Origin("f", line, letter));
  }
}
