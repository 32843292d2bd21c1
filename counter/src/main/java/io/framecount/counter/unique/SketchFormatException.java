package io.framecount.counter.unique;

/**
 * Bytes that are not a sketch of the wanted kind. The message is one sentence that says what is
 * wrong with the bytes; the caller adds where they came from.
 */
public final class SketchFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  SketchFormatException(String sentence) {
    super(sentence);
  }
}
