package io.framecount.counter.ui.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.counter.ui.store.Points.Point;
import io.framecount.counter.window.WindowSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CountStoreTest {
  private static final long MINUTE = 60_000;
  private static final int YEAR = 525_600;

  private final CountStore store = new CountStore();

  @Test
  void holdsWindowsInOrderHoweverTheyCome() {
    TreeMap<Long, Long> expected = new TreeMap<>();
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      long start = random.nextInt(9_000) * MINUTE;
      expected.put(start / 1_000, (long) i);
      store.put(row("", start, i, i, 1 + i, false));
    }
    TreeMap<Long, Long> found = new TreeMap<>();
    List<Point> points = all("").list();
    points.forEach(point -> found.put(point.start(), point.frames()));
    assertThat(found).isEqualTo(expected);
    assertThat(points).extracting(Point::start).isSorted();
  }

  @Test
  void takesTheSameRowOnce() {
    store.put(row("", 0, 5, 3, 1, false));
    long version = store.version();
    store.put(row("", 0, 5, 3, 1, false));
    assertThat(store.version()).isEqualTo(version);
    store.put(row("", 0, 6, 3, 2, false));
    assertThat(store.version()).isEqualTo(version + 1);
    assertThat(all("").list()).hasSize(1);
  }

  @Test
  void knowsCorrectionsFromGrowth() {
    store.put(row("", 0, 5, 3, 1, false));
    store.put(row("", 0, 6, 3, 2, false));
    assertThat(only("").corrected()).isFalse();
    store.put(row("", 0, 6, 3, 2, true));
    assertThat(only("").corrected()).isFalse();
    store.put(row("", 0, 7, 4, 3, false));
    assertThat(only("").corrected()).isTrue();
    store.put(row("", 0, 7, 4, 3, true));
    assertThat(only("").corrected()).isTrue();
  }

  @Test
  void forgetsWhatWasDeleted() {
    store.put(row("web", 0, 5, 3, 1, false));
    store.put(row("phone", 0, 9, 3, 1, false));
    store.remove(key("web", 0));
    assertThat(store.groups(WindowSize.MINUTE, 10)).containsExactly("phone");
    store.remove(key("web", 0));
    store.remove(key("phone", 0));
    assertThat(store.sizes()).isEmpty();
  }

  @Test
  void ranksGroupsByFrames() {
    store.put(row("web", 0, 5, 3, 1, false));
    store.put(row("phone", 0, 9, 3, 1, false));
    store.put(row("tv", 0, 1, 1, 1, false));
    store.put(row("tv", MINUTE, 100, 1, 1, false));
    assertThat(store.groups(WindowSize.MINUTE, 2)).containsExactly("tv", "phone");
    store.put(row("tv", MINUTE, 2, 1, 2, false));
    assertThat(store.groups(WindowSize.MINUTE, 2)).containsExactly("phone", "web");
  }

  @Test
  void addsLateFramesUntilTheyAreTakenIn() {
    store.put(row("", 0, 5, 3, 1, true));
    store.late("a", key("", 0), 4);
    store.late("b", key("", 0), 2);
    store.late("a", key("", 0), 4);
    assertThat(only("").late()).isEqualTo(6);
    assertThat(store.sizes().get(0).late()).isEqualTo(6);
    store.late("a", key("", 0), 0);
    store.late("b", key("", 0), 0);
    assertThat(only("").late()).isZero();
  }

  @Test
  void tellsWhatChangedAndWhenItWasMuch() {
    store.put(row("", 0, 5, 3, 1, false));
    store.put(row("", MINUTE, 5, 3, 1, false));
    Changes.Since since = store.takeChanges();
    assertThat(since.version()).isEqualTo(store.version());
    assertThat(since.bySize().get(WindowSize.MINUTE)).containsExactly(key("", 0), key("", MINUTE));
    assertThat(store.takeChanges().bySize()).isEmpty();
    for (int i = 0; i <= Changes.MOST; i++) {
      store.put(row("", i * MINUTE, 9, 3, 2, false));
    }
    assertThat(store.takeChanges().bySize().get(WindowSize.MINUTE)).isEmpty();
  }

  @Test
  void holdsAYearOfMinutesWithinBounds() {
    List<Integer> minutes = new ArrayList<>();
    for (int i = 0; i < YEAR; i++) {
      minutes.add(i);
    }
    Collections.shuffle(minutes, new Random(3));
    minutes.forEach(i -> store.put(row("", i * MINUTE, i % 1_000, i % 900, 1, true)));
    assertThat(store.sizes().get(0).windows()).isEqualTo(YEAR);
    assertThat(store.sizes().get(0).floor()).isEqualTo(Long.MIN_VALUE);
    Points thin = store.points(WindowSize.MINUTE, "", Long.MIN_VALUE, Long.MAX_VALUE, 500);
    assertThat(thin.list()).hasSizeBetween(500, 2_500);
  }

  @Test
  void givesUpTheOldestOfTheFinestBeyondItsBounds() {
    CountStore small = new CountStore(1 << 20);
    WindowSize hour = WindowSize.parse("hour");
    small.put(rowOf(new CountRow.Key(hour, "", 0), 1, 1, 1, false));
    for (int i = 0; i < 100_000; i++) {
      small.put(row("", i * MINUTE, i, i, 1, false));
    }
    CountStore.SizeInfo minutes = small.sizes().get(0);
    assertThat(minutes.windows()).isBetween(10_000L, 26_000L);
    assertThat(minutes.first()).isGreaterThanOrEqualTo(minutes.floor()).isGreaterThan(0);
    assertThat(minutes.last()).isEqualTo(99_999 * MINUTE);
    assertThat(small.sizes().get(1).windows()).isEqualTo(1);
    small.put(row("", 0, 1, 1, 2, false));
    assertThat(small.sizes().get(0).windows()).isEqualTo(minutes.windows());
  }

  /** All windows that are kept lie within what was once given up together. */
  @Test
  void goesOnWhenTheNewestWindowsAreManyGroups() {
    CountStore small = new CountStore(1 << 20);
    int groups = 200;
    for (int minute = 0; minute < 600; minute++) {
      for (int group = 0; group < groups; group++) {
        small.put(row("g" + group, minute * MINUTE, minute, 1, 1, false));
      }
      CountStore.SizeInfo info = small.sizes().get(0);
      assertThat(info.last()).isEqualTo(minute * MINUTE);
      assertThat(info.floor()).isLessThanOrEqualTo(info.first());
      // Each group has all that is above the floor.
      assertThat(info.groups()).isEqualTo(groups);
      assertThat(info.windows()).isEqualTo(groups * (1 + (info.last() - info.first()) / MINUTE));
      assertThat(info.lacking()).isFalse();
    }
    CountStore.SizeInfo info = small.sizes().get(0);
    assertThat(info.floor()).isEqualTo(info.first());
    assertThat(info.windows()).isBetween(8_000L, 25_000L);
    small.put(row("g7", 599 * MINUTE, 1_000_000, 1, 2, false));
    assertThat(small.groups(WindowSize.MINUTE, 1)).containsExactly("g7");
  }

  @Test
  void noClockThatIsWrongStopsTheCurrentWindows() {
    CountStore small = new CountStore(1 << 20);
    small.put(row("g0", Long.MAX_VALUE / 4, 1, 1, 1, false));
    small.put(row("g0", Long.MIN_VALUE + MINUTE, 1, 1, 1, false));
    small.put(row("g0", Long.MAX_VALUE - MINUTE, 1, 1, 1, false));
    for (int minute = 0; minute < 100; minute++) {
      for (int group = 0; group < 500; group++) {
        small.put(row("g" + group, minute * MINUTE, 1, 1, 1, false));
      }
      Points newest =
          small.points(WindowSize.MINUTE, "g499", minute * MINUTE, (minute + 1) * MINUTE, 1);
      assertThat(newest.list()).hasSize(1);
    }
  }

  @Test
  void leavesOutTheSmallestGroupsOfAWindowThatHasTooMany() {
    CountStore small = new CountStore(1 << 20);
    for (int minute = 0; minute < 3; minute++) {
      for (int group = 0; group < 5_000; group++) {
        small.put(row("g" + group, minute * MINUTE, group * 7_919L % 5_000, 1, 1, false));
      }
      CountStore.SizeInfo info = small.sizes().get(0);
      assertThat(info.last()).isEqualTo(minute * MINUTE);
      assertThat(info.lacking()).isTrue();
      assertThat(info.groups()).isBetween(300, 1_000);
    }
    for (int minute = 3; minute < 2_000; minute++) {
      small.put(row("g1", minute * MINUTE, 1, 1, 1, false));
      small.put(row("g2", minute * MINUTE, 1, 1, 1, false));
    }
    for (int minute = 2_000; small.sizes().get(0).floor() < 3 * MINUTE; minute++) {
      small.put(row("g1", minute * MINUTE, 1, 1, 1, false));
    }
    assertThat(small.sizes().get(0).lacking()).isFalse();
  }

  @Test
  void leavesEachSizeItsShare() {
    CountStore small = new CountStore(1 << 20);
    WindowSize hour = WindowSize.parse("hour");
    for (int i = 0; i < 40_000; i++) {
      small.put(row("", i * MINUTE, i, i, 1, false));
      small.put(rowOf(new CountRow.Key(hour, "", i * 60L * MINUTE), i, i, 1, false));
    }
    assertThat(small.sizes()).hasSize(2);
    assertThat(small.sizes())
        .allSatisfy(info -> assertThat(info.windows()).isBetween(8_000L, 14_000L));
  }

  private Points all(String group) {
    return store.points(WindowSize.MINUTE, group, Long.MIN_VALUE, Long.MAX_VALUE, 100_000);
  }

  private Point only(String group) {
    assertThat(all(group).list()).hasSize(1);
    return all(group).list().get(0);
  }

  private static CountRow.Key key(String group, long start) {
    return new CountRow.Key(WindowSize.MINUTE, group, start);
  }

  private static CountRow row(
      String group, long start, long frames, long users, int revision, boolean settled) {
    return rowOf(key(group, start), frames, users, revision, settled);
  }

  private static CountRow rowOf(
      CountRow.Key key, long frames, long users, int revision, boolean settled) {
    long end = key.start() + MINUTE;
    return new CountRow(key, end, frames, users, users, users, revision, true, settled);
  }
}
