package io.framecount.counter.frame.field;

/** A schema that lacks a wanted field, or has it in a type that can't be counted by. */
public final class BadSchema extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final boolean lacking;

  BadSchema(String sentence) {
    this(sentence, false);
  }

  private BadSchema(String sentence, boolean lacking) {
    super(sentence);
    this.lacking = lacking;
  }

  /** One that lacks a field that each frame has, as other types of records do. */
  static BadSchema lacking(String sentence) {
    return new BadSchema(sentence, true);
  }

  public boolean lacksField() {
    return lacking;
  }
}
