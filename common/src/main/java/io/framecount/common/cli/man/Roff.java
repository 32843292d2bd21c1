package io.framecount.common.cli.man;

import java.util.List;
import java.util.Locale;

/** Text in the language of man pages, by the macros of man(7). */
final class Roff {
  private final StringBuilder page = new StringBuilder();

  /** Fixed letters around text; the text is escaped. */
  static String bold(String text) {
    return "\\fB" + escaped(text) + "\\fR";
  }

  static String italic(String text) {
    return "\\fI" + escaped(text) + "\\fR";
  }

  /**
   * Begins the page.
   *
   * @param version what the foot of the page says
   */
  void title(String name, String version) {
    // Without a date: a page of the same source must be the same.
    macro(
        "TH", quoted(name.toUpperCase(Locale.ROOT)), "1", "\"\"", quoted("framecount " + version));
    // Long words such as addresses are not to be broken, and lines not to be stretched.
    macro("nh");
    macro("ad", "l");
  }

  void section(String name) {
    macro("SH", name);
  }

  void paragraph() {
    macro("PP");
  }

  /** A tag in letters of its own, and below it what it means. */
  void item(String formattedTag, String text) {
    macro("TP");
    line(formattedTag);
    text(text);
  }

  /** Lines that stay as they are. */
  void literal(List<String> lines) {
    macro("nf");
    lines.forEach(this::text);
    macro("fi");
  }

  /** Text without letters of its own. */
  void text(String text) {
    formatted(escaped(text));
  }

  /** Text that is escaped already. */
  void formatted(String text) {
    line(text.startsWith(".") || text.startsWith("'") ? "\\&" + text : text);
  }

  private void macro(String name, String... arguments) {
    line(("." + name + " " + String.join(" ", arguments)).strip());
  }

  private void line(String line) {
    page.append(line).append('\n');
  }

  private static String quoted(String text) {
    return '"' + escaped(text).replace("\"", "\\(dq") + '"';
  }

  /** A bare hyphen would be printed as another character, which can't be searched or copied. */
  private static String escaped(String text) {
    return ascii(
        text.replace("\\", "\\e")
            .replace("-", "\\-")
            .replace("'", "\\(aq")
            .replace("`", "\\(ga")
            .replace("^", "\\(ha")
            .replace("~", "\\(ti"));
  }

  /** By numbers: not every formatter takes a page for UTF-8. */
  private static String ascii(String text) {
    StringBuilder ascii = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c < 0x80) {
                ascii.append((char) c);
              } else {
                ascii.append("\\[u%04X]".formatted(c));
              }
            });
    return ascii.toString();
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
