package io.framecount.counter.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Rows of named cells, printed in any {@link Format}: aligned columns for people, tab-separated
 * values or JSON lines for programs. Not thread-safe.
 */
public final class Sheet {
  private static final JsonFactory JSON = new JsonFactory();

  private final List<String> names;
  private final List<List<Cell>> rows = new ArrayList<>();

  /**
   * @param names of the columns, as programs see them: words joined by underscores
   */
  public Sheet(String... names) {
    this.names = List.of(names);
  }

  /**
   * One value of a row.
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

  /** Adds a row, with a cell for each column. */
  public void add(Cell... cells) {
    if (cells.length != names.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + names);
    }
    rows.add(List.of(cells));
  }

  public void print(Format format, PrintWriter out) {
    switch (format) {
      case TABLE -> table(out);
      case TSV -> tsv(out);
      case JSON -> json(out);
    }
  }

  private void table(PrintWriter out) {
    StringBuilder format = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      int column = i;
      int width = rows.stream().mapToInt(row -> row.get(column).text().length()).max().orElse(0);
      boolean numbers = rows.stream().anyMatch(row -> row.get(column).isNumber());
      format.append(numbers ? "%" : "%-").append(Math.max(width, names.get(i).length()));
      format.append(i == names.size() - 1 ? "s" : "s  ");
    }
    line(out, format, names.stream().map(name -> name.replace('_', ' ')).toArray());
    rows.forEach(row -> line(out, format, row.stream().map(Cell::text).toArray()));
  }

  private static void line(PrintWriter out, CharSequence format, Object... cells) {
    out.print(String.format(Locale.ROOT, format.toString(), cells).stripTrailing() + "\n");
  }

  private void tsv(PrintWriter out) {
    out.print(String.join("\t", names) + "\n");
    for (List<Cell> row : rows) {
      out.print(row.stream().map(Cell::plain).collect(Collectors.joining("\t")) + "\n");
    }
  }

  private void json(PrintWriter out) {
    for (List<Cell> row : rows) {
      StringWriter text = new StringWriter();
      try (JsonGenerator json = JSON.createGenerator(text)) {
        json.writeStartObject();
        for (int i = 0; i < names.size(); i++) {
          json.writeFieldName(names.get(i));
          value(json, row.get(i).value());
        }
        json.writeEndObject();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      out.print(text + "\n");
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
