package io.framecount.loader.convert.scan;

import java.util.Arrays;

/**
 * Where the strings of a JSON text begin and end, as one bit per byte, and whether what is in them
 * is well formed: escapes, control characters, UTF-8. Built in one pass over 64-byte blocks without
 * a branch per character; the idea of the bit sets, and how to tell an escaped quote from a real
 * one, is from G. Langdale and D. Lemire, "Parsing Gigabytes of JSON per Second" (VLDB Journal,
 * 2019).
 *
 * <p>A backslash or a control character outside of strings is left to the {@link JsonScanner},
 * which looks at every byte there. Not thread-safe; allocates only to grow.
 */
final class StringIndex {
  private static final int BLOCK = 64;
  private static final long QUOTE = Words.repeat('"');
  private static final long BACKSLASH = Words.repeat('\\');
  private static final long BELOW_SPACE = Words.repeat((char) (0x80 - ' '));
  private static final long ODD_BITS = 0xAAAAAAAAAAAAAAAAL;

  private final byte[] lastBlock = new byte[BLOCK];
  private long[] quotes = new long[64];
  private long[] backslashes = new long[64];

  private byte[] json;
  private int from;
  private int to;
  private long escapedFirst;
  private long insideString;
  private int checkedUtf8;
  private Fault fault;
  private int faultAt;

  /** Indexes {@code [from, to)}; false if {@link #fault()} was found at {@link #faultAt()}. */
  boolean build(byte[] json, int from, int to) {
    reset(json, from, to);
    int at = from;
    int block = 0;
    for (; at <= to - BLOCK; at += BLOCK) {
      if (!index(json, at, at, block++)) {
        return false;
      }
    }
    Arrays.fill(lastBlock, (byte) ' ');
    System.arraycopy(json, at, lastBlock, 0, to - at);
    return index(lastBlock, 0, at, block);
  }

  /** The place of the quote that closes the string opened at {@code open}, or -1. */
  int closing(int open) {
    int bit = open + 1 - from;
    int block = bit >>> 6;
    long ahead = quotes[block] >>> bit;
    return ahead != 0 ? open + 1 + Long.numberOfTrailingZeros(ahead) : closingBeyond(block + 1);
  }

  private int closingBeyond(int next) {
    int last = (to - from) >>> 6;
    for (int block = next; block <= last; block++) {
      if (quotes[block] != 0) {
        return from + (block << 6) + Long.numberOfTrailingZeros(quotes[block]);
      }
    }
    return -1;
  }

  /** Whether a backslash lies in {@code [start, end)}. */
  boolean escapes(int start, int end) {
    int bit = start - from;
    int block = bit >>> 6;
    long ahead = backslashes[block] >>> bit;
    int last = (end - from) >>> 6;
    int found = from + (block << 6) + (bit & 63);
    while (ahead == 0 && block < last) {
      ahead = backslashes[++block];
      found = from + (block << 6);
    }
    return ahead != 0 && found + Long.numberOfTrailingZeros(ahead) < end;
  }

  Fault fault() {
    return fault;
  }

  int faultAt() {
    return faultAt;
  }

  private void reset(byte[] json, int from, int to) {
    this.json = json;
    this.from = from;
    this.to = to;
    escapedFirst = 0;
    insideString = 0;
    checkedUtf8 = from;
    fault = null;
    int blocks = ((to - from) >>> 6) + 1;
    if (blocks > quotes.length) {
      quotes = new long[blocks + blocks / 2];
      backslashes = new long[quotes.length];
    }
  }

  /**
   * @param bytes where the block is read from, at {@code in}: the text itself or its padded end
   * @param at the block's place in the text
   */
  private boolean index(byte[] bytes, int in, int at, int block) {
    long quote = 0;
    long backslash = 0;
    long notControl = Words.TOPS;
    long high = 0;
    for (int i = 0; i < BLOCK; i += 8) {
      long word = Words.at(bytes, in + i);
      long low = word & Words.LOWS;
      quote |= Words.equal(word, low, QUOTE) << i;
      backslash |= Words.equal(word, low, BACKSLASH) << i;
      notControl &= (low + BELOW_SPACE) | word;
      high |= word;
    }
    backslashes[block] = backslash;
    if ((backslash | escapedFirst) != 0) {
      long escaped = escaped(backslash);
      quote &= ~escaped;
      if (!escapesAreGood(bytes, in, at, escaped)) {
        return false;
      }
    }
    quotes[block] = quote;
    if ((high & Words.TOPS) != 0 && !utf8IsGood(at, Math.min(at + BLOCK, to))) {
      return false;
    }
    boolean good = notControl == Words.TOPS || noControl(quote, bytes, in, at);
    insideString ^= -(Long.bitCount(quote) & 1L);
    return good;
  }

  /** The characters that an odd run of backslashes precedes; carries over to the next block. */
  private long escaped(long backslash) {
    long starts = backslash & ~escapedFirst;
    long odd = ((starts << 1 | ODD_BITS) - starts) ^ ODD_BITS;
    long escaped = odd ^ (backslash | escapedFirst);
    escapedFirst = (odd & backslash) >>> 63;
    return escaped;
  }

  private boolean escapesAreGood(byte[] bytes, int in, int at, long escaped) {
    int kinds = 0;
    for (long rest = escaped; rest != 0; rest &= rest - 1) {
      kinds |= Escapes.kind(bytes[in + Long.numberOfTrailingZeros(rest)]);
    }
    return kinds == Escapes.SIMPLE || unusualEscapesAreGood(at, escaped);
  }

  private boolean unusualEscapesAreGood(int at, long escaped) {
    for (long rest = escaped; rest != 0; rest &= rest - 1) {
      int place = at + Long.numberOfTrailingZeros(rest);
      if (place < to && !Escapes.wellFormed(json, place, to)) {
        return failed(Fault.BAD_ESCAPE, place);
      }
    }
    return true;
  }

  private boolean utf8IsGood(int at, int end) {
    int place = Math.max(at, checkedUtf8);
    while (place < end) {
      if (json[place] >= 0) {
        place++;
        continue;
      }
      int length = Utf8.sequence(json, place, to);
      if (length == 0) {
        return failed(Fault.INVALID_UTF8, place);
      }
      place += length;
    }
    checkedUtf8 = place;
    return true;
  }

  private boolean noControl(long quote, byte[] bytes, int in, int at) {
    long inside = insideString;
    for (int i = 0; i < BLOCK && at + i < to; i++) {
      inside ^= -(quote >>> i & 1);
      if (inside != 0 && bytes[in + i] >= 0 && bytes[in + i] < ' ') {
        return failed(Fault.CONTROL_CHARACTER, at + i);
      }
    }
    return true;
  }

  private boolean failed(Fault what, int where) {
    fault = what;
    faultAt = where;
    return false;
  }
}
