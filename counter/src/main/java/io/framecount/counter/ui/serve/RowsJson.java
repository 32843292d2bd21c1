package io.framecount.counter.ui.serve;

import com.fasterxml.jackson.core.JsonGenerator;
import io.framecount.counter.ui.store.Points;
import io.framecount.counter.ui.store.Points.Point;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/**
 * Rows as JSON in columns: {@code t} start and {@code d} length in seconds, {@code f} frames,
 * {@code u} users, {@code lo} and {@code hi} bounds of the users, {@code r} revision, {@code x}
 * flags (1 settled, 2 exact, 4 corrected), {@code l} late frames. {@code d} is a number where all
 * are as long; {@code lo}, {@code hi} and {@code l} are missing where there is nothing to say, and
 * {@code hi} has null where there is no upper bound.
 */
final class RowsJson {
  private RowsJson() {}

  /** The field {@code series}. */
  static void series(JsonGenerator json, List<Points> series) throws IOException {
    json.writeArrayFieldStart("series");
    for (Points points : series) {
      json.writeStartObject();
      json.writeStringField("group", points.group());
      columns(json, points.list());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void columns(JsonGenerator json, List<Point> points) throws IOException {
    column(json, "t", points, point -> json.writeNumber(point.start()));
    if (!points.isEmpty() && all(points, p -> p.seconds() == points.get(0).seconds())) {
      json.writeNumberField("d", points.get(0).seconds());
    } else {
      column(json, "d", points, point -> json.writeNumber(point.seconds()));
    }
    column(json, "f", points, point -> json.writeNumber(point.frames()));
    column(json, "u", points, point -> json.writeNumber(point.users()));
    if (!all(points, Point::exact)) {
      column(json, "lo", points, point -> bound(json, point.lower()));
      column(json, "hi", points, point -> bound(json, point.upper()));
    }
    column(json, "r", points, point -> json.writeNumber(point.revision()));
    column(json, "x", points, point -> json.writeNumber(flags(point)));
    if (!all(points, point -> point.late() == 0)) {
      column(json, "l", points, point -> json.writeNumber(point.late()));
    }
  }

  /** A saturated sketch has no upper bound. */
  private static void bound(JsonGenerator json, double bound) throws IOException {
    if (Double.isInfinite(bound)) {
      json.writeNull();
    } else {
      json.writeNumber(Math.round(bound));
    }
  }

  private static int flags(Point point) {
    return (point.settled() ? 1 : 0) | (point.exact() ? 2 : 0) | (point.corrected() ? 4 : 0);
  }

  private static boolean all(List<Point> points, Predicate<Point> test) {
    return points.stream().allMatch(test);
  }

  /** Writes what a row has in a column. */
  @FunctionalInterface
  private interface Cell {
    void write(Point point) throws IOException;
  }

  private static void column(JsonGenerator json, String name, List<Point> points, Cell cell)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Point point : points) {
      cell.write(point);
    }
    json.writeEndArray();
  }
}
