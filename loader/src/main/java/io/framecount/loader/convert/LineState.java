package io.framecount.loader.convert;

import io.framecount.common.json.IntStack;
import io.framecount.common.json.JsonScanner;
import io.framecount.common.json.StringText;
import io.framecount.common.json.TriedNames;
import io.framecount.common.text.EpochUnit;
import io.framecount.common.text.IsoTime;
import io.framecount.common.text.Misfit;
import io.framecount.common.text.NumberText;
import io.framecount.common.text.TimestampText;
import io.framecount.loader.convert.RecordNode.RecordField;
import io.framecount.loader.convert.Rejection.Diagnosis;
import io.framecount.loader.convert.Rejection.Reason;
import java.time.ZoneOffset;

/**
 * The state that the nodes of a plan share while one line is encoded: the line, views of the value
 * in hand, and the first thing that did not fit. A failure is noted in plain fields, since a union
 * may try several branches; {@link Diagnosis} makes a sentence of it only if the line is rejected.
 */
final class LineState {
  /** Number of times that the bytes of a line may be read in vain. */
  private static final int WASTE_TIMES = 100;

  /** Additional bytes, so that short lines allow many attempts. */
  private static final int WASTE = 1 << 20;

  final JsonScanner scanner;
  final ConvertOptions options;
  private final boolean allowsNan;
  final IntStack stack = new IntStack();
  final NumberText number = new NumberText();
  final StringText text = new StringText();
  final IsoTime time = new IsoTime();

  /** Reads times; of wrapped values for a moment another one. */
  TimestampText timestamp;

  /** Reads numbers of milliseconds, whatever the options say. */
  final TimestampText millis;

  /** Reads numbers of seconds, whatever the options say. */
  final TimestampText seconds;

  /**
   * True while a union looks for the branch that takes the value exactly as it is written: no
   * numbers in strings, no 1.0 for a whole number, no enum default, no unknown members.
   */
  boolean exact;

  /** True while a union looks for the branch of an object or array, so that much may be in vain. */
  boolean trying;

  /** Fields that the best branches so far would drop. */
  final TriedNames tried = new TriedNames();

  /** Values that are stored differently from how they are written. */
  final ChangeLog changes;

  /** The root's field that has the key, or null; and where its value begins in the record. */
  RecordField keyField;

  int keyAt;

  /** The root's field that has the event time, or null; and where its value begins. */
  RecordField timeField;

  int timeAt;

  private byte[] json;
  private long mayWaste;
  private Reason reason;
  private int failedAt;
  private String expected;
  private String missing;

  LineState(ConvertOptions options, ChangeLog changes) {
    this.options = options;
    this.changes = changes;
    this.timestamp = times(options.epochUnit());
    this.millis = times(EpochUnit.MILLIS);
    this.seconds = times(EpochUnit.SECONDS);
    this.allowsNan = options.allows(Leniency.ALLOW_NAN);
    this.scanner = new JsonScanner(options.maxDepth(), allowsNan);
  }

  /**
   * @param length of the line that begins
   */
  void begin(byte[] json, int length) {
    this.json = json;
    exact = false;
    trying = false;
    tried.forget(0);
    changes.forget(0);
    mayWaste = WASTE + (long) WASTE_TIMES * length;
    missing = null;
    stack.release(0);
  }

  /** Notes where the value of a field of the root begins. */
  void place(RecordField field, int at) {
    if (field == keyField) {
      keyAt = at;
    }
    if (field == timeField) {
      timeAt = at;
    }
  }

  byte[] json() {
    return json;
  }

  /** The first byte of the value, which tells its JSON type. */
  byte first(int at) {
    return json[at];
  }

  /** Returns whether the value is a number, and none in a string. */
  boolean isNumber(int at) {
    byte first = json[at];
    return first == '-' || (first >= '0' && first <= '9');
  }

  /**
   * Makes {@link #text} the string at {@code at}; false if there is none, or none that UTF-8 has.
   */
  boolean readText(int at, Node node) {
    if (json[at] != '"') {
      return fail(Reason.WRONG_TYPE, at, node);
    }
    int close = scanner.closing(at);
    boolean escapes = scanner.escapes(at + 1, close);
    return text.set(json, at + 1, close, escapes) || fail(Reason.LONE_SURROGATE, at, node);
  }

  /** Returns whether the value is NaN, Infinity or -Infinity, and no text. */
  boolean isNotFinite(int at) {
    return allowsNan && (json[at] == 'N' || json[json[at] == '-' ? at + 1 : at] == 'I');
  }

  /** Makes {@link #number} the number at {@code at}, or the one that is a whole string there. */
  boolean readNumber(int at, Node node) {
    if (isNumber(at)) {
      return number.read(json, at, scanner.skip(at)) || fail(Reason.OUT_OF_RANGE, at, node);
    }
    if (exact || first(at) != '"') {
      return fail(Reason.WRONG_TYPE, at, node);
    }
    return readText(at, node)
        && (number.read(text.bytes(), text.start(), text.end())
            || fail(Reason.WRONG_TYPE, at, node));
  }

  private TimestampText times(EpochUnit unit) {
    return new TimestampText(unit, options.zone().orElse(ZoneOffset.UTC), number, time);
  }

  /** Makes the value of {@link #number} the whole number at {@code at}. */
  boolean readWhole(int at, Node node) {
    if (!readNumber(at, node)) {
      return false;
    }
    if (exact && !number.isWhole()) {
      return fail(Reason.WRONG_TYPE, at, node);
    }
    Misfit misfit = number.scaled(0, false);
    return misfit == null || fail(misfit, at, node);
  }

  /**
   * Counts bytes of an object or array that were read in vain. Without a limit, nested unions of
   * similar records would have their branches tried in all combinations.
   *
   * @return false, as for all that does not fit
   */
  boolean waste(int bytes) {
    mayWaste -= bytes;
    return false;
  }

  /**
   * Returns whether no more branches are to be tried. What fits at the first trial wastes nothing.
   */
  boolean wastedTooMuch() {
    return mayWaste < 0;
  }

  /**
   * Notes that the value at {@code at} is stored otherwise than it is written.
   *
   * @param site null if that is not allowed
   */
  boolean change(ChangeLog.Site site, Reason reason, int at, Node node) {
    return change(site) || fail(reason, at, node);
  }

  /**
   * Notes that the value at {@code at} is stored, and another that was there for the same field is
   * not.
   *
   * @param site null if that is not allowed
   */
  boolean replace(ChangeLog.Site site, int at) {
    return change(site) || fail(Reason.REPEATED_FIELD, at, "one member for each field");
  }

  private boolean change(ChangeLog.Site site) {
    if (site == null) {
      return false;
    }
    changes.note(site);
    return true;
  }

  boolean fail(Misfit misfit, int at, Node node) {
    return fail(Reason.of(misfit), at, node);
  }

  boolean fail(Reason reason, int at, Node node) {
    return fail(reason, at, node.expected());
  }

  boolean fail(Reason reason, int at, String expected) {
    this.reason = reason;
    this.failedAt = at;
    this.expected = expected;
    this.missing = null;
    return false;
  }

  /** Notes that the object at {@code at} lacks a member. */
  boolean failMissing(Reason reason, int at, String member, String expected) {
    fail(reason, at, expected);
    missing = member;
    return false;
  }

  Reason reason() {
    return reason;
  }

  int failedAt() {
    return failedAt;
  }

  String expected() {
    return expected;
  }

  /** The member that the object at {@link #failedAt} lacks; null if something else failed. */
  String missing() {
    return missing;
  }
}
