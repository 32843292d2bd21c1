package io.framecount.loader.generate;

/** Line ends of Unix or Windows. */
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
