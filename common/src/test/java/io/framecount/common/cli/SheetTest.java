package io.framecount.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.cli.Sheet.Cell;
import io.framecount.common.cli.Sheet.Format;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class SheetTest {
  private final Sheet sheet = new Sheet("name", "unique_users", "exact");

  SheetTest() {
    sheet.add(Cell.of("a"), Cell.of(1_234), new Cell(true, "yes"));
    sheet.add(Cell.of("b\u001b"), new Cell(12.5, "~13"), Cell.none());
  }

  @Test
  void aTableIsAlignedAndNeverSteersTheTerminal() {
    assertThat(print(Format.TABLE))
        .isEqualTo(
            """
            name     unique users  exact
            a               1,234  yes
            b\\u001b           ~13
            """);
  }

  @Test
  void programsGetTheValuesAsTheyAre() {
    assertThat(print(Format.TSV))
        .isEqualTo("name\tunique_users\texact\na\t1234\ttrue\nb\u001b\t12.5\t\n");
    assertThat(print(Format.JSON))
        .isEqualTo(
            """
            {"name":"a","unique_users":1234,"exact":true}
            {"name":"b\\u001B","unique_users":12.5,"exact":null}
            """);
  }

  @Test
  void barsFillTheTerminalAndOnlyPeopleSeeTheTotal() {
    Sheet bars = new Sheet("n");
    bars.addWithBar(4, 4, List.of(Cell.of(4)));
    bars.addWithBar(2, 4, List.of(Cell.of(2)));
    bars.total(List.of(Cell.of(6)));
    StringWriter table = new StringWriter();
    bars.print(Format.TABLE, 7, new PrintWriter(table));
    assertThat(table).hasToString("n\n4  ████\n2  ██\n6\n");
    StringWriter tsv = new StringWriter();
    bars.print(Format.TSV, 7, new PrintWriter(tsv));
    assertThat(tsv).hasToString("n\n4\n2\n");
  }

  @Test
  void eachColumnNeedsACell() {
    assertThatThrownBy(() -> sheet.add(Cell.of("a"))).isInstanceOf(IllegalArgumentException.class);
  }

  private String print(Format format) {
    StringWriter text = new StringWriter();
    sheet.print(format, new PrintWriter(text));
    return text.toString();
  }
}
