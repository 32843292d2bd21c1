package io.framecount.counter.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.WindowCount;
import io.framecount.counter.view.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchTableTest {
  private static final TerminalSize USUAL = new TerminalSize(80, 24);

  @Test
  void showsWhatChangedAndWhatIsSettled() {
    WindowCount settled = Results.minute(0, 4_000);
    settled.setSettled(true);
    WindowCount changed = Results.minute(1, 2_000);
    WindowCount estimated = Results.minute(2, 1);
    estimated.setExact(false);

    List<String> lines = lines(List.of(settled, changed, estimated), Set.of(changed), USUAL);

    assertThat(String.join("\n", lines))
        .isEqualTo(
            """
            minute                frames  unique users  revision  state
            2016-07-11T13:00:00Z   4,000         4,000         2  settled  █████████████████
            2016-07-11T13:01:00Z   2,000         2,000         2  changed  ████████▌
            2016-07-11T13:02:00Z       1            ~1         2  open     ▏\
            """);
  }

  @Test
  void inksWhatStandsOut() {
    WindowCount settled = Results.minute(0, 4);
    settled.setSettled(true);
    WindowCount changed = Results.minute(1, 2);
    WatchTable table = new WatchTable(Columns.UNKNOWN, AnsiStyle.of(null));
    List<String> lines =
        table.lines(List.of(settled, changed, Results.minute(2, 1)), Set.of(changed), USUAL);
    assertThat(lines.get(1)).startsWith("\u001b[2m2016").endsWith("\u001b[0m");
    assertThat(lines.get(2)).startsWith("\u001b[1m2016").endsWith("\u001b[0m");
    assertThat(lines.get(3)).doesNotContain("\u001b");
  }

  @Test
  void heedsNoColor() {
    assertThat(AnsiStyle.of("1")).isEqualTo(AnsiStyle.PLAIN);
    assertThat(AnsiStyle.of("")).isEqualTo(AnsiStyle.TERMINAL);
  }

  @Test
  void fitsTheTerminal() {
    List<WindowCount> many = new ArrayList<>();
    for (int minute = 0; minute < 50; minute++) {
      many.add(Results.minute(minute, minute));
    }
    many.add(Results.hour(1_225));
    for (int columns = 20; columns < 150; columns += 7) {
      for (int rows = 3; rows < 60; rows += 4) {
        TerminalSize size = new TerminalSize(columns, rows);
        List<String> lines = lines(many, Set.of(), size);
        assertThat(lines).hasSizeBetween(1, rows);
        assertThat(lines)
            .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(size.columns()));
      }
    }
  }

  @Test
  void choosesTheNewestOfEachSize() {
    List<String> labels = List.of("minute", "minute", "minute", "minute", "hour", "hour", "day");
    assertThat(NewestRows.of(labels, 10)).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(NewestRows.of(labels, 5)).containsExactly(2, 3, 4, 5, 6);
    assertThat(NewestRows.of(labels, 3)).containsExactly(3, 5, 6);
    assertThat(NewestRows.of(List.of(), 3)).isEmpty();
  }

  @Test
  void letsNoFrameSteerTheTerminal() {
    WindowCount count = Results.minute(0, 1);
    count.setGroup("\u001b[2Jgone");
    assertThat(lines(List.of(count), Set.of(), USUAL).get(1)).contains("\\u001b[2Jgone ");
  }

  @Test
  void tellsEqualResultsApart() {
    WindowCount one = Results.minute(0, 1);
    WindowCount other = Results.minute(0, 1);
    Set<WindowCount> changed = WatchTable.among(Map.of("a", one, "b", other), Set.of("b"));
    assertThat(changed.contains(one)).isFalse();
    assertThat(changed.contains(other)).isTrue();
  }

  @Test
  void readsWhatSttySays() {
    assertThat(TerminalSize.parse("50 132")).isEqualTo(new TerminalSize(132, 50));
    assertThat(TerminalSize.parse("1 1")).isEqualTo(new TerminalSize(20, 5));
    assertThat(TerminalSize.parse("0 0")).isEqualTo(new TerminalSize(80, 24));
    assertThat(TerminalSize.parse("")).isEqualTo(new TerminalSize(80, 24));
  }

  private static List<String> lines(
      List<WindowCount> counts, Set<WindowCount> changed, TerminalSize size) {
    return new WatchTable(Columns.UNKNOWN, AnsiStyle.PLAIN).lines(counts, changed, size);
  }
}
