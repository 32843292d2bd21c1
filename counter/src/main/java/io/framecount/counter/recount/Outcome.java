package io.framecount.counter.recount;

import io.framecount.common.cli.ExitCode;
import java.util.Locale;

/**
 * The outcome of counting a window again.
 *
 * @param key of the window's row
 * @param sentence for people, without the key
 */
public record Outcome(String key, Kind kind, String sentence) {
  /** The kinds of outcome. */
  public enum Kind {
    /** The row was right. */
    RIGHT,
    /** The row was replaced, and is right now. */
    REPLACED,
    /** The source no longer has all that was counted, so the row can't be judged. */
    MISSING,
    /** The row is wrong, but the mergers still add to it. */
    WRONG,
    /** The row can't be made right, and was left as it was. */
    REFUSED
  }

  /** Returns the exit code of a command. */
  public ExitCode code() {
    return switch (kind) {
      case RIGHT, REPLACED -> ExitCode.OK;
      case MISSING -> ExitCode.REJECTED;
      case WRONG, REFUSED -> ExitCode.FAILED;
    };
  }

  static Outcome of(RowKey key, Kind kind, String format, Object... values) {
    return new Outcome(key.text(), kind, String.format(Locale.ROOT, format, values));
  }
}
