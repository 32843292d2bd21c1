package io.framecount.counter.frame;

/** A schema that lacks a wanted field, or has it in a type that can't be counted by. */
public final class UnfitSchema extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final boolean lacking;

  UnfitSchema(String sentence) {
    this(sentence, false);
  }

  private UnfitSchema(String sentence, boolean lacking) {
    super(sentence);
    this.lacking = lacking;
  }

  /** One that lacks a field that each frame has, as other types of records do. */
  static UnfitSchema lacking(String sentence) {
    return new UnfitSchema(sentence, true);
  }

  boolean lacksField() {
    return lacking;
  }
}
