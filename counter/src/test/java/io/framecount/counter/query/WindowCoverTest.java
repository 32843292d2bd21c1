package io.framecount.counter.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.window.Calendar;
import io.framecount.counter.window.TimeRange;
import io.framecount.counter.window.Window;
import io.framecount.counter.window.WindowSize;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WindowCoverTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant MONDAY = Instant.parse("2016-07-10T22:00:00Z");
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  @Test
  void takesDaysInTheMiddleAndFinerWindowsAtTheRims() {
    List<Long> frames = new ArrayList<>();
    for (long time = 0; time < 5 * DAY; time += MINUTE) {
      frames.add(MONDAY.toEpochMilli() + time);
    }
    List<StoredWindow> windows = windows(frames, "minute", "hour", "day");
    TimeRange range = range(DAY - 2 * HOUR - 3 * MINUTE, 4 * DAY + HOUR + 2 * MINUTE);
    assertThat(WindowCover.of(range, windows))
        .extracting(window -> window.size().text())
        .containsExactly(
            "minute", "minute", "minute", "hour", "hour", "day", "day", "day", "hour", "minute",
            "minute");
  }

  /** The oracle: frames one by one. */
  @Test
  void holdsEachFrameOnceOrRefuses() {
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      List<Long> frames = frames(random);
      List<StoredWindow> windows =
          windows(frames, random.nextBoolean() ? MANY_SIZES : new String[] {"15m", "day"});
      TimeRange range = randomRange(random);
      List<StoredWindow> tiles;
      try {
        tiles = WindowCover.of(range, windows);
      } catch (NotCoverable e) {
        refused++;
        continue;
      }
      long expected =
          frames.stream()
              .map(Instant::ofEpochMilli)
              .filter(time -> !time.isBefore(range.from()) && time.isBefore(range.to()))
              .count();
      assertThat(tiles.stream().mapToLong(StoredWindow::frames).sum()).isEqualTo(expected);
      assertDisjointWithin(range, tiles);
    }
    assertThat(refused).isBetween(100, 1_900);
  }

  @Test
  void neverRefusesWhatTheFinestWindowsDivide() {
    Random random = new Random(8);
    for (int i = 0; i < 500; i++) {
      List<Long> frames = frames(random);
      long from = random.nextInt(10_000);
      TimeRange range = range(from * MINUTE, (from + 1 + random.nextInt(10_000)) * MINUTE);
      assertThat(WindowCover.of(range, windows(frames, MANY_SIZES))).isNotNull();
    }
  }

  @Test
  @Timeout(30)
  void isQuickWhenMostMinutesAreEmpty() {
    List<Long> frames = new ArrayList<>();
    for (long time = 0; time < 200 * DAY; time += 3 * MINUTE) {
      frames.add(MONDAY.toEpochMilli() + time);
    }
    TimeRange range = range(10 * MINUTE, 199 * DAY + 3 * HOUR + MINUTE);
    List<StoredWindow> tiles = WindowCover.of(range, windows(frames, "minute", "year"));
    assertThat(tiles).hasSize(199 * 480 + 60 - 3);
  }

  @Test
  void refusesToCutAWindowThatHoldsFrames() {
    List<StoredWindow> hours = windows(List.of(MONDAY.toEpochMilli() + 5 * MINUTE), "hour", "day");
    assertThatThrownBy(() -> WindowCover.of(range(0, HOUR / 2), hours))
        .isInstanceOf(NotCoverable.class)
        .hasMessage(
            "2016-07-10T22:00:00Z..2016-07-10T22:30:00Z cuts through the window hour"
                + " 2016-07-10T22:00:00Z..2016-07-10T23:00:00Z, and there are no finer ones that"
                + " hold all of its frames; begin and end the range where windows do");
    // No frame there: the day is explained by the hour.
    assertThat(WindowCover.of(range(HOUR, HOUR + 1), hours)).isEmpty();
  }

  @Test
  void goesRoundWindowsWithoutSketchIfFinerOnesHaveThem() {
    List<Long> frames = List.of(MONDAY.toEpochMilli(), MONDAY.toEpochMilli() + HOUR);
    List<StoredWindow> hours = windows(frames, "hour");
    List<StoredWindow> days = windows(frames, "day").stream().map(WindowCoverTest::bare).toList();
    assertThat(WindowCover.of(range(0, DAY), both(hours, days)))
        .containsExactlyInAnyOrderElementsOf(hours);
    assertThatThrownBy(() -> WindowCover.of(range(0, DAY), days))
        .isInstanceOf(NotCoverable.class)
        .hasMessageContaining("the window day 2016-07-10T22:00:00Z..2016-07-11T22:00:00Z has no")
        .hasMessageContaining("--emit-sketch");
  }

  @Test
  void believesTheWindowsThatHoldMore() {
    List<Long> all = List.of(MONDAY.toEpochMilli(), MONDAY.toEpochMilli() + HOUR);
    List<StoredWindow> hours = inOrder(windows(all, "hour"));
    List<StoredWindow> stale = windows(all.subList(0, 1), "day");
    assertThat(WindowCover.of(range(0, DAY), both(hours, stale)))
        .containsExactlyInAnyOrderElementsOf(hours);
    List<StoredWindow> days = windows(all, "day");
    assertThat(WindowCover.of(range(0, DAY), both(hours.subList(0, 1), days)))
        .containsExactlyElementsOf(days);
    assertThatThrownBy(() -> WindowCover.of(range(0, 2 * HOUR), both(hours.subList(0, 1), days)))
        .isInstanceOf(NotCoverable.class)
        .hasMessageContaining("cuts through the window day");
  }

  private static final String[] MANY_SIZES = {"minute", "15m", "hour", "day", "week", "month"};

  private static void assertDisjointWithin(TimeRange range, List<StoredWindow> tiles) {
    Instant at = range.from();
    for (StoredWindow tile : tiles) {
      assertThat(tile.span().from()).isAfterOrEqualTo(at);
      at = tile.span().to();
    }
    assertThat(at).isBeforeOrEqualTo(range.to());
  }

  /** A few busy spots in eight days. */
  private static List<Long> frames(Random random) {
    List<Long> frames = new ArrayList<>();
    for (int spot = random.nextInt(6); spot >= 0; spot--) {
      long center = MONDAY.toEpochMilli() + (long) (random.nextDouble() * 8 * DAY);
      long width = random.nextBoolean() ? DAY : 20 * MINUTE;
      for (int i = random.nextInt(200); i >= 0; i--) {
        frames.add(center + (long) (random.nextGaussian() * width));
      }
    }
    return frames;
  }

  private static TimeRange randomRange(Random random) {
    long unit = List.of(1_000L, MINUTE, 15 * MINUTE, HOUR, DAY).get(random.nextInt(5));
    long from = (long) (random.nextDouble() * 8 * DAY) / unit * unit;
    long length = (1 + (long) (random.nextDouble() * 3 * DAY) / unit) * unit;
    return range(from, from + length);
  }

  private static TimeRange range(long from, long to) {
    return new TimeRange(MONDAY.plusMillis(from), MONDAY.plusMillis(to));
  }

  private static List<StoredWindow> windows(List<Long> frames, String... sizes) {
    Map<Window, Long> counts = new HashMap<>();
    for (String size : sizes) {
      Calendar calendar = Calendar.of(WindowSize.parse(size), BERLIN);
      frames.forEach(time -> counts.merge(calendar.at(time), 1L, Long::sum));
    }
    return counts.entrySet().stream()
        .map(entry -> stored(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static StoredWindow stored(Window window, long frames) {
    TimeRange span =
        new TimeRange(Instant.ofEpochMilli(window.start()), Instant.ofEpochMilli(window.end()));
    return new StoredWindow(
        window.size(), span, List.of(part(frames, Optional.of(UniqueMethod.STANDARD))));
  }

  private static StoredWindow bare(StoredWindow window) {
    return new StoredWindow(
        window.size(), window.span(), List.of(part(window.frames(), Optional.empty())));
  }

  private static StoredWindow.Part part(long frames, Optional<UniqueMethod> method) {
    return new StoredWindow.Part(new TopicPartition("t", 0), 0, null, frames, method);
  }

  private static List<StoredWindow> inOrder(List<StoredWindow> windows) {
    return windows.stream().sorted(Comparator.comparing(w -> w.span().from())).toList();
  }

  private static List<StoredWindow> both(List<StoredWindow> some, List<StoredWindow> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
