package io.framecount.loader.convert;

/** Sets of JSON types, as bits. */
final class Kinds {
  static final int NULL = 1;
  static final int BOOLEAN = 2;
  static final int NUMBER = 4;
  static final int STRING = 8;
  static final int OBJECT = 16;
  static final int ARRAY = 32;

  private Kinds() {}

  /** The type of a value, by its first byte. */
  static int of(byte first) {
    return switch (first) {
      case 'n' -> NULL;
      case 't', 'f' -> BOOLEAN;
      case '"' -> STRING;
      case '{' -> OBJECT;
      case '[' -> ARRAY;
      default -> NUMBER;
    };
  }
}
