package io.framecount.common.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.framecount.common.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Rows of named cells, printed in any {@link Format}: aligned columns, which may end with bars and
 * a total, for people; tab-separated values or JSON lines for programs. Not thread-safe.
 */
public final class Sheet {
  private static final String GAP = "  ";
  private static final int LONGEST_BAR = 60;

  private final List<Column> columns;
  private final List<Row> rows = new ArrayList<>();
  private List<Cell> total = List.of();

  /** The ways to print rows, as {@code --format} names them. */
  public enum Format {
    /** For people: aligned columns, and bars. */
    TABLE,
    /** For programs: tab-separated, with a header line. */
    TSV,
    /** For programs: one JSON object a line. */
    JSON
  }

  /**
   * A column.
   *
   * @param name for programs: words joined by underscores
   * @param heading for people
   */
  public record Column(String name, String heading) {
    /** A column whose heading is its name in words. */
    public static Column of(String name) {
      return new Column(name, name.replace('_', ' '));
    }
  }

  /**
   * A value of a row.
   *
   * @param value for programs: text, a number, a boolean, or null
   * @param text for people
   */
  public record Cell(Object value, String text) {
    public static Cell of(String text) {
      return new Cell(text, Printable.of(text));
    }

    public static Cell of(long number) {
      return new Cell(number, String.format(Locale.ROOT, "%,d", number));
    }

    public static Cell none() {
      return new Cell(null, "");
    }

    private boolean isNumber() {
      return value instanceof Number;
    }

    private String plain() {
      return value == null ? "" : value.toString();
    }
  }

  private record Row(List<Cell> cells, long bar, long mostBar) {}

  /**
   * @param names of the columns, as programs see them: words joined by underscores
   */
  public Sheet(String... names) {
    this(Arrays.stream(names).map(Column::of).toList());
  }

  public Sheet(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /** Adds a row, with a cell for each column. */
  public void add(Cell... cells) {
    addWithBar(0, 1, List.of(cells));
  }

  /**
   * Adds a row that ends with a bar in a table.
   *
   * @param value the length of the bar
   * @param most the value of a full bar
   */
  public void addWithBar(long value, long most, List<Cell> cells) {
    rows.add(new Row(checked(cells), value, most));
  }

  /** Ends a table with these cells. Programs do not see them. */
  public void total(List<Cell> cells) {
    total = checked(cells);
  }

  private List<Cell> checked(List<Cell> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(cells.size() + " cells for " + columns);
    }
    return List.copyOf(cells);
  }

  /** Prints a sheet without bars. */
  public void print(Format format, PrintWriter out) {
    print(format, Integer.MAX_VALUE, out);
  }

  /**
   * Prints the sheet.
   *
   * @param terminalWidth columns that a table with bars may have
   */
  public void print(Format format, int terminalWidth, PrintWriter out) {
    switch (format) {
      case TABLE -> table(terminalWidth, out);
      case TSV -> tsv(out);
      case JSON -> json(out);
    }
  }

  private void table(int terminalWidth, PrintWriter out) {
    StringBuilder format = new StringBuilder();
    int width = 0;
    for (int i = 0; i < columns.size(); i++) {
      int columnWidth = most(i, cell -> cell.text().length());
      columnWidth = Math.max(columnWidth, columns.get(i).heading().length());
      boolean numbers = most(i, cell -> cell.isNumber() ? 1 : 0) > 0;
      format.append(numbers ? "%" : "%-").append(columnWidth).append('s').append(GAP);
      width += columnWidth + GAP.length();
    }
    int barWidth = Math.max(1, Math.min(LONGEST_BAR, terminalWidth - width));
    line(out, format, "", columns.stream().map(Column::heading).toArray());
    for (Row row : rows) {
      line(out, format, Bar.of(row.bar, row.mostBar, barWidth), texts(row.cells));
    }
    if (!total.isEmpty()) {
      line(out, format, "", texts(total));
    }
  }

  /** The greatest value of a column's cells, or 0. */
  private int most(int column, ToIntFunction<Cell> value) {
    int most = total.isEmpty() ? 0 : value.applyAsInt(total.get(column));
    return rows.stream()
        .mapToInt(row -> value.applyAsInt(row.cells.get(column)))
        .reduce(most, Math::max);
  }

  private static Object[] texts(List<Cell> cells) {
    return cells.stream().map(Cell::text).toArray();
  }

  private static void line(PrintWriter out, CharSequence format, String bar, Object... cells) {
    String line = String.format(Locale.ROOT, format.toString(), cells) + bar;
    out.print(line.stripTrailing() + "\n");
  }

  private void tsv(PrintWriter out) {
    out.print(columns.stream().map(Column::name).collect(Collectors.joining("\t")) + "\n");
    for (Row row : rows) {
      out.print(row.cells.stream().map(Cell::plain).collect(Collectors.joining("\t")) + "\n");
    }
  }

  private void json(PrintWriter out) {
    for (Row row : rows) {
      out.print(Json.object(json -> fields(json, row)) + "\n");
    }
  }

  private void fields(JsonGenerator json, Row row) throws IOException {
    for (int i = 0; i < columns.size(); i++) {
      json.writeFieldName(columns.get(i).name());
      value(json, row.cells.get(i).value());
    }
  }

  private static void value(JsonGenerator json, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Double real) {
      json.writeNumber(real);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else {
      json.writeString(value.toString());
    }
  }
}
