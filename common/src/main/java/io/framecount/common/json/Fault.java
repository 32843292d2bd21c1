package io.framecount.common.json;

/** Why a text is not the JSON object it should be. */
public enum Fault {
  INVALID_UTF8("valid UTF-8"),
  CONTROL_CHARACTER("no unescaped control character in a string"),
  BAD_ESCAPE("an escape such as \\n or \\u00e9"),
  UNTERMINATED_STRING("a closing quote"),
  NO_KEY("a member name in quotes"),
  NO_COLON("a colon"),
  NO_VALUE("a value"),
  NO_COMMA_OR_BRACE("a comma or }"),
  NO_COMMA_OR_BRACKET("a comma or ]"),
  BAD_NUMBER("a digit"),
  TRAILING_TEXT("the end of the line"),
  TOO_DEEP("fewer levels of nesting"),
  NOT_AN_OBJECT("a JSON object");

  private final String expected;

  Fault(String expected) {
    this.expected = expected;
  }

  /** Returns what should have stood there, to follow "expected". */
  public String expected() {
    return expected;
  }
}
