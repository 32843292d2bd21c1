package io.framecount.counter.frame.field;

/**
 * A record of a type that has nothing to do with frames: it lacks a field that is counted by, and
 * no version of the type has it. One object stands for all records of a schema.
 */
public final class OtherType extends BadRecord {
  private static final long serialVersionUID = 1L;
  private final String type;

  public OtherType(String type, String reason) {
    super(reason);
    this.type = type;
  }

  /** Full name of the record type, or of another schema. */
  public String type() {
    return type;
  }
}
