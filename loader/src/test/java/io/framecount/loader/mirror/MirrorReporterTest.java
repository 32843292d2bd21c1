package io.framecount.loader.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.loader.metrics.LoadEvents;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The messages about a second cluster. */
class MirrorReporterTest {
  private final StringWriter said = new StringWriter();
  private final List<Boolean> away = new ArrayList<>();
  private final MirrorReporter reporter =
      new MirrorReporter(
          new PrintWriter(said),
          new LoadEvents() {
            @Override
            public void away(boolean is) {
              away.add(is);
            }
          });

  @Test
  void saysOnceThatTheMirrorCannotBeReached() {
    reporter.unreached("no Kafka broker at b:1");
    reporter.unreached("no Kafka broker at b:1");
    assertThat(reporter.away()).isTrue();
    reporter.reached();
    reporter.reached();
    assertThat(reporter.away()).isFalse();
    assertThat(said.toString().lines())
        .containsExactly(
            "mirror: no Kafka broker at b:1; the load goes on without it",
            "mirror: it is there now");
    assertThat(away).containsExactly(true, false);
  }

  @Test
  void saysThatTheMirrorIsAwayDuringItsLoadAndBack() {
    reporter.away(3);
    reporter.still(4);
    assertThat(reporter.awayLongerThan(Duration.ofSeconds(3))).isTrue();
    assertThat(reporter.awayLongerThan(Duration.ofHours(1))).isFalse();
    reporter.back(8);
    assertThat(reporter.awayLongerThan(Duration.ZERO)).isFalse();
    assertThat(said.toString().lines())
        .containsExactly(
            "mirror: Kafka does not answer for 3 s; the load goes on without it",
            "mirror: Kafka answers again after 8 s");
  }
}
