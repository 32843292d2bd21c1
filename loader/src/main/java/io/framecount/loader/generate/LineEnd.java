package io.framecount.loader.generate;

/** How lines end: as on Unix, or as on Windows. */
public enum LineEnd {
  LF("\n"),
  CRLF("\r\n");

  private final String text;

  LineEnd(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
