package io.framecount.counter.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.WindowCount;
import io.framecount.WindowUnit;
import io.framecount.common.cli.Bar;
import io.framecount.common.cli.Sheet.Format;
import io.framecount.counter.window.Windows;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowPrinterTest {
  private static final List<WindowCount> COUNTS =
      List.of(
          count("2016-07-11T13:39:00Z", 2_312, 1_905, true),
          count("2016-07-11T13:40:00Z", 1_234_567, 70_123, false),
          count("2016-07-11T13:41:00Z", 1, 1, true));

  @Test
  void tsvIsForPrograms() {
    assertThat(print(new RowPrinter(Format.TSV, Columns.UNKNOWN), COUNTS))
        .isEqualTo(
            """
            minute\tframes\tunique_users
            2016-07-11T13:39:00Z\t2312\t1905
            2016-07-11T13:40:00Z\t1234567\t70123
            2016-07-11T13:41:00Z\t1\t1
            """);
  }

  @Test
  void tableIsForPeople() {
    assertThat(print(new RowPrinter(Format.TABLE, Columns.UNKNOWN, 60), COUNTS))
        .isEqualTo(
            """
            minute                   frames  unique users
            2016-07-11T13:39:00Z      2,312         1,905  ▏
            2016-07-11T13:40:00Z  1,234,567       ~70,123  █████████████
            2016-07-11T13:41:00Z          1             1  ▏
            total                 1,236,880
            """);
  }

  @Test
  void tableFitsTheTerminal() {
    for (int columns = 50; columns < 200; columns++) {
      int width = columns;
      assertThat(print(new RowPrinter(Format.TABLE, Columns.UNKNOWN, columns), COUNTS).lines())
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    }
  }

  @Test
  void otherWindowsAndGroupsHaveColumns() {
    List<WindowCount> counts =
        List.of(
            count("2016-07-11T13:39:00Z", 60, "a\tb\\", 5),
            count("2016-07-11T13:30:00Z", 900, "(none)", 5),
            count("2016-07-11T13:30:00Z", 900, "iOS", 2));
    Columns known =
        new Columns(Optional.of(Windows.parse("minute,15m", "UTC")), Optional.of("device"));
    assertThat(print(new RowPrinter(Format.TSV, known), counts))
        .isEqualTo(
            """
            window\tstart\tdevice\tframes\tunique_users
            minute\t2016-07-11T13:39:00Z\ta\\tb\\\\\t5\t5
            15m\t2016-07-11T13:30:00Z\t(none)\t5\t5
            15m\t2016-07-11T13:30:00Z\tiOS\t2\t2
            """);
    assertThat(print(new RowPrinter(Format.TSV, Columns.UNKNOWN), counts))
        .startsWith("window\tstart\tgroup\tframes\tunique_users\nminute\t2016")
        .contains("\n15m\t2016");
    assertThat(print(new RowPrinter(Format.TSV, Columns.UNKNOWN), counts.subList(0, 1)))
        .startsWith("minute\tgroup\tframes\tunique_users\n2016");
    assertThat(print(new RowPrinter(Format.TSV, known), List.of()))
        .isEqualTo("window\tstart\tdevice\tframes\tunique_users\n");
    assertThat(print(new RowPrinter(Format.TABLE, known, 70), counts))
        .isEqualTo(
            """
            window  start                 device  frames  unique users
            minute  2016-07-11T13:39:00Z  a\\tb\\\\       5             5  ██████████
            15m     2016-07-11T13:30:00Z  (none)       5             5  ██████████
            15m     2016-07-11T13:30:00Z  iOS          2             2  ████
            total                                      5
            """);
  }

  /** Programs get the value as it is, people see what it is made of. */
  @Test
  void noGroupSteersTheTerminal() {
    String group = "\u001b]0;gone\u0007\u009b2J\t\u202e";
    List<WindowCount> counts = List.of(count("2016-07-11T13:39:00Z", 60, group, 5));
    assertThat(print(new RowPrinter(Format.TABLE, Columns.UNKNOWN, 70), counts))
        .contains("  \\u001b]0;gone\\u0007\\u009b2J\\t\\u202e  ")
        .matches("[^\\p{Cntrl}\u0080-\u009f\u202e]*(\n[^\\p{Cntrl}\u0080-\u009f\u202e]*)*");
    assertThat(print(new RowPrinter(Format.TSV, Columns.UNKNOWN), counts))
        .contains("\u001b]0;gone\u0007\u009b2J\\t\u202e\t5\t5");
    Columns named = new Columns(Optional.empty(), Optional.of("\u001b[2J"));
    assertThat(print(new RowPrinter(Format.TABLE, named, 70), counts)).doesNotContain("\u001b");
  }

  @Test
  void jsonHasAllFields() {
    assertThat(print(new RowPrinter(Format.JSON, Columns.UNKNOWN), COUNTS.subList(1, 2)))
        .isEqualTo(
            "{\"window\":\"MINUTE\",\"start\":\"2016-07-11T13:40:00Z\",\"end\":\"2016-07-11T13:41:00Z\","
                + "\"group\":null,\"frames\":1234567,\"unique_users\":70123,\"exact\":false,"
                + "\"lower_bound\":70022.5,\"upper_bound\":70223.5,\"revision\":3,\"settled\":false,"
                + "\"updated_at\":\"2026-11-20T12:00:00Z\",\"sketch\":null}\n");
  }

  @Test
  void nothingIsShownAsNothing() {
    assertThat(print(new RowPrinter(Format.TSV, Columns.UNKNOWN), List.of()))
        .isEqualTo("minute\tframes\tunique_users\n");
    assertThat(print(new RowPrinter(Format.JSON, Columns.UNKNOWN), List.of())).isEmpty();
    assertThat(print(new RowPrinter(Format.TABLE, Columns.UNKNOWN, 80), List.of()))
        .contains("total")
        .contains("0");
  }

  @Test
  void barsAreExactToAnEighth() {
    assertThat(Bar.of(0, 100, 10)).isEmpty();
    assertThat(Bar.of(1, 1_000_000, 10)).isEqualTo("▏");
    assertThat(Bar.of(50, 100, 10)).isEqualTo("█████");
    assertThat(Bar.of(55, 100, 10)).isEqualTo("█████▌");
    assertThat(Bar.of(100, 100, 10)).isEqualTo("██████████");
  }

  @Test
  void widthComesFromTheShell() {
    assertThat(RowPrinter.columns("132")).isEqualTo(132);
    assertThat(RowPrinter.columns("10")).isEqualTo(40);
    assertThat(RowPrinter.columns(null)).isEqualTo(80);
    assertThat(RowPrinter.columns("wide")).isEqualTo(80);
  }

  private static String print(RowPrinter printer, List<WindowCount> counts) {
    StringWriter text = new StringWriter();
    printer.print(counts, new PrintWriter(text));
    return text.toString();
  }

  private static WindowCount count(String start, int seconds, String group, long frames) {
    WindowCount count = count(start, frames, frames, true);
    count.setEnd(count.getStart().plusSeconds(seconds));
    count.setGroup(group);
    return count;
  }

  private static WindowCount count(String start, long frames, long users, boolean exact) {
    double margin = exact ? 0 : 100.5;
    return WindowCount.newBuilder()
        .setWindow(WindowUnit.MINUTE)
        .setStart(Instant.parse(start))
        .setEnd(Instant.parse(start).plusSeconds(60))
        .setGroup(null)
        .setFrames(frames)
        .setUniqueUsers(users)
        .setExact(exact)
        .setLowerBound(users - margin)
        .setUpperBound(users + margin)
        .setRevision(3)
        .setSettled(false)
        .setUpdatedAt(Instant.parse("2026-11-20T12:00:00Z"))
        .setSketch(null)
        .build();
  }
}
