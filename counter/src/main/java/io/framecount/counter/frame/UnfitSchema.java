package io.framecount.counter.frame;

/** A schema that lacks a wanted field, or has it in a type that can't be counted by. */
public final class UnfitSchema extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnfitSchema(String sentence) {
    super(sentence);
  }
}
