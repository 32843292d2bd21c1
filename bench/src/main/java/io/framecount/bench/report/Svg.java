package io.framecount.bench.report;

import java.util.Locale;

/**
 * Builds a drawing. A media query inside it follows the reader's theme, light or dark; text stays
 * text.
 */
final class Svg {
  /** Number of styled classes of lines: {@code s0}, {@code s1}, … */
  static final int COLOURS = 7;

  private static final String STYLE =
      """
      <style>
      svg { --paper: #ffffff; --ink: #1f2328; --faint: #59636e; --grid: #d9dee3; --ours: #0969da; --other: #8c959f;
        --s0: #0969da; --s1: #bc4c00; --s2: #1a7f37; --s3: #8250df; --s4: #cf222e; --s5: #7d6a00; --s6: #57606a; }
      @media (prefers-color-scheme: dark) {
        svg { --paper: #0d1117; --ink: #e6edf3; --faint: #9198a1; --grid: #2f353d; --ours: #4493f8; --other: #6e7681;
          --s0: #4493f8; --s1: #f0883e; --s2: #3fb950; --s3: #ab7df8; --s4: #ff7b72; --s5: #d4b72c; --s6: #9198a1; }
      }
      text { font: 13px system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif; fill: var(--ink); }
      .paper { fill: var(--paper); } .faint { fill: var(--faint); font-size: 12px; }
      .title { font-weight: 600; font-size: 15px; } .strong { font-weight: 600; }
      .grid { stroke: var(--grid); } .axis { stroke: var(--faint); }
      .ours { fill: var(--ours); } .other { fill: var(--other); } .pale { opacity: 0.45; } .whisker { stroke: var(--ink); stroke-width: 1.5; }
      .line { fill: none; stroke-width: 2; } .band { opacity: 0.15; stroke: none; }
      %s</style>
      """;

  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final int height;
  private final String title;

  Svg(int width, int height, String title) {
    this.width = width;
    this.height = height;
    this.title = title;
  }

  /** Text at a point. Its anchor is start, middle or end. */
  void text(double x, double y, String anchor, String style, String text) {
    add(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>",
            x,
            y,
            anchor,
            style,
            escape(text)));
  }

  void rectangle(double x, double y, double width, double height, String style) {
    add(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\"/>",
            x,
            y,
            width,
            height,
            style));
  }

  void line(double x1, double y1, double x2, double y2, String style) {
    add(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>",
            x1,
            y1,
            x2,
            y2,
            style));
  }

  void dot(double x, double y, String style) {
    add(
        String.format(
            Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" class=\"%s\"/>", x, y, style));
  }

  /** Draws a line through points in SVG's notation: {@code x,y x,y …}. */
  void polyline(String points, String style) {
    add(String.format(Locale.ROOT, "<polyline points=\"%s\" class=\"%s\"/>", points, style));
  }

  void polygon(String points, String style) {
    add(String.format(Locale.ROOT, "<polygon points=\"%s\" class=\"%s\"/>", points, style));
  }

  /** Returns the whole file. */
  String finish() {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\" role=\"img\">%n"
            .formatted(width, height)
        + "<title>%s</title>%n".formatted(escape(title))
        + STYLE.formatted(lineColours())
        + "<rect width=\"%d\" height=\"%d\" rx=\"6\" class=\"paper\"/>%n".formatted(width, height)
        + body
        + "</svg>\n";
  }

  private void add(String element) {
    body.append(element).append('\n');
  }

  private static String lineColours() {
    StringBuilder styles = new StringBuilder();
    for (int i = 0; i < COLOURS; i++) {
      styles.append(
          ".line.s%1$d { stroke: var(--s%1$d); } .fill.s%1$d { fill: var(--s%1$d); }%n"
              .formatted(i));
    }
    return styles.toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
