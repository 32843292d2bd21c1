package io.framecount.loader.generate;

/**
 * The content of a line, before it is written.
 *
 * @param user number of the user, from 0
 * @param second event time in epoch seconds, lateness included
 * @param late whether the frame's event time lies behind that of its neighbours
 */
record Frame(int user, long second, boolean late, Damage damage) {
  boolean good() {
    return damage == Damage.NONE;
  }

  /**
   * The damage of a line. A consumer that wants a text {@code uid} and a time {@code ts} from
   * strict JSON must reject every kind but {@link #NONE}. A blank line is not among them: it holds
   * no record to reject.
   */
  enum Damage {
    NONE("}"),
    NO_UID("}"),
    NO_TS("}"),
    UID_NOT_TEXT("}"),
    TS_NOT_A_TIME("}"),
    TS_OUT_OF_RANGE("}"),
    /** Cut at any byte, so also within a character of several bytes. */
    TRUNCATED("}"),
    TRAILING_COMMA(",}"),
    MISSING_COLON(",\"tail\" 1}"),
    LEADING_ZERO(",\"tail\":01}"),
    UNKNOWN_ESCAPE(",\"tail\":\"\\x41\"}"),
    RAW_CONTROL_CHARACTER(",\"tail\":\"a\tb\"}"),
    INVALID_UTF8(",\"tail\":\"\u00c3(\"}"),
    TEXT_BEHIND("} and so on");

    private static final Damage[] KINDS = values();

    private final String close;

    Damage(String close) {
      this.close = close;
    }

    /**
     * Returns the end of the root object, in Latin-1: a byte per character, so that UTF-8 can be
     * broken.
     */
    String close() {
      return close;
    }

    /** Draws a kind other than {@link #NONE}; all are equally likely. */
    static Damage any(SplitMix random) {
      return KINDS[1 + random.below(KINDS.length - 1)];
    }
  }
}
