package io.framecount.loader.produce;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.loader.produce.DroppedRecords.LineRanges;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LineRangesTest {
  private final LineRanges ranges = new LineRanges();

  @Test
  void joinsNeighboursInAnyOrder() {
    LongStream.of(5, 3, 4, 9, 4, 1, 7, 8).forEach(ranges::add);
    assertThat(ranges.shown(9)).isEqualTo(List.of("1", "3-5", "7-9"));
  }

  @Test
  void joinsOthers() {
    LongStream.of(2, 3, 8, 9, 12, 20).forEach(ranges::add);
    LineRanges others = new LineRanges();
    LongStream.of(1, 4, 5, 6, 7, 10, 12, 13, 30).forEach(others::add);
    ranges.addAll(others);
    assertThat(ranges.shown(9)).isEqualTo(List.of("1-10", "12-13", "20", "30"));
  }

  @Test
  void showsOnlySoMany() {
    LongStream.of(2, 4, 6).forEach(ranges::add);
    assertThat(ranges.shown(2)).isEqualTo(List.of("2", "4", "…"));
  }
}
