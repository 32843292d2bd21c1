package io.framecount.counter.frame.field;

import io.framecount.common.cli.CommandFailure;

/**
 * A record that can't be counted; the message is the reason it is set aside with. Has no stack
 * trace, so that one object can stand for all records of a schema, and a stream of broken records
 * does not become a stream of stack walks.
 */
public final class BadRecord extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String type;

  /** The kind of trouble with a record. */
  public enum Kind {
    /** The bytes can't be read, or a wanted field has no value. */
    UNREADABLE,
    /** The time is impossible in the unit or offset that was assumed for it. */
    MISREAD_TIME,
    /** The time is possible but probably wrong. */
    OUTLIER_TIME,
    /** The type lacks a field that is counted by, in all its versions. */
    OTHER_TYPE,
    /** The schema is a JSON Schema, so that the value is JSON; no reason to set it aside. */
    JSON
  }

  private BadRecord(Kind kind, String type, String reason, CommandFailure failure) {
    super(reason, failure, false, false);
    this.kind = kind;
    this.type = type;
  }

  public BadRecord(Kind kind, String reason) {
    this(kind, null, reason, null);
  }

  public BadRecord(String reason) {
    this(Kind.UNREADABLE, reason);
  }

  /** A record whose topic may hold better ones; if it does not, the failure says so. */
  public BadRecord(CommandFailure failure) {
    this(Kind.UNREADABLE, null, failure.getMessage(), failure);
  }

  /**
   * A record that is no frame.
   *
   * @param type full name of its record type, or of another schema
   */
  public static BadRecord ofType(String type, String reason) {
    return new BadRecord(Kind.OTHER_TYPE, type, reason, null);
  }

  public Kind kind() {
    return kind;
  }

  /** The full name of the record's type; null unless it is {@link Kind#OTHER_TYPE}. */
  public String type() {
    return type;
  }

  /** The failure that this was made of; null if it was made of a reason. */
  public CommandFailure failure() {
    return (CommandFailure) getCause();
  }
}
