package io.framecount.counter.ui.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.counter.ui.store.Points.Point;
import io.framecount.counter.window.WindowSize;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThinningTest {
  private static final long MINUTE = 60_000;
  private static final int MINUTES = 50_000;
  private static final int STRETCHES = 200;

  private final CountStore store = new CountStore();

  ThinningTest() {
    Random random = new Random(11);
    for (int i = 0; i < MINUTES; i++) {
      if (i / 1_000 != 7) {
        put(i, random.nextInt(1_000), random.nextInt(1_000), 1, true);
      }
    }
  }

  @Test
  void keepsEveryPeakAndTheRims() {
    List<Point> all = points(MINUTES);
    List<Point> few = points(STRETCHES);
    assertThat(few).hasSizeLessThanOrEqualTo(5 * STRETCHES).isSubsetOf(all);
    for (int stretch = 0; stretch < STRETCHES; stretch++) {
      LongSummaryStatistics whole = users(all, stretch);
      LongSummaryStatistics thin = users(few, stretch);
      assertThat(thin.getMax()).isEqualTo(whole.getMax());
      assertThat(thin.getMin()).isEqualTo(whole.getMin());
    }
    assertThat(few).extracting(Point::start).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void keepsMarkedWindows() {
    store.late("late", new CountRow.Key(WindowSize.MINUTE, "", 12_345 * MINUTE), 3);
    put(23_456, 500, 500, 2, false);
    assertThat(points(STRETCHES))
        .anySatisfy(point -> assertThat(point.late()).isEqualTo(3))
        .anySatisfy(point -> assertThat(point.corrected()).isTrue());
  }

  @Test
  void leavesFewWindowsAsTheyAre() {
    assertThat(store.points(WindowSize.MINUTE, "", 100 * MINUTE, 300 * MINUTE, STRETCHES).list())
        .hasSize(200);
  }

  private void put(int minute, long frames, long users, int revision, boolean settled) {
    var key = new CountRow.Key(WindowSize.MINUTE, "", minute * MINUTE);
    long end = key.start() + MINUTE;
    store.put(new CountRow(key, end, frames, users, users, users, revision, true, settled));
  }

  private List<Point> points(int stretches) {
    return store.points(WindowSize.MINUTE, "", Long.MIN_VALUE, Long.MAX_VALUE, stretches).list();
  }

  private static LongSummaryStatistics users(List<Point> points, int stretch) {
    double length = ((MINUTES - 1) * MINUTE + 1) / (double) STRETCHES;
    return points.stream()
        .filter(point -> (long) (point.start() * 1_000 / length) == stretch)
        .mapToLong(Point::users)
        .summaryStatistics();
  }
}
