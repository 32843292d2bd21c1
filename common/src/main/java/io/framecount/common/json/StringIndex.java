package io.framecount.common.json;

import java.util.Arrays;

/**
 * Where the strings of a JSON text begin and end, as one bit per byte, and whether what is in them
 * is well formed: escapes, control characters, UTF-8. The idea of the bit sets, and how to tell an
 * escaped quote from a real one, is from G. Langdale and D. Lemire, "Parsing Gigabytes of JSON per
 * Second" (VLDB Journal, 2019).
 *
 * <p>The first pass takes 64 bytes at a time and has no branch that depends on them, so that it
 * runs at the same speed whatever they are; the others look only at the blocks that need it.
 *
 * <p>A backslash or a control character outside of strings is left to the {@link JsonScanner},
 * which looks at every byte there. Not thread-safe; allocates only to grow.
 */
final class StringIndex {
  private static final int BLOCK = 64;
  private static final long QUOTE = Swar.repeat('"');
  private static final long BACKSLASH = Swar.repeat('\\');
  private static final long BELOW_SPACE = Swar.repeat((char) (0x80 - ' '));
  private static final long ODD_BITS = 0xAAAAAAAAAAAAAAAAL;

  private final byte[] lastBlock = new byte[BLOCK];
  private long[] quotes = new long[64];
  private long[] backslashes = new long[64];
  private long[] foreign = new long[1];

  private byte[] json;
  private int from;
  private int to;
  private int blocks;
  private long notControl;
  private boolean hasForeign;
  private Fault fault;
  private int faultAt;

  /** Indexes {@code [from, to)}; false if {@link #fault()} was found at {@link #faultAt()}. */
  boolean build(byte[] json, int from, int to) {
    reset(json, from, to);
    int whole = (to - from) / BLOCK;
    for (int block = 0; block < whole; block++) {
      index(json, from + block * BLOCK, block);
    }
    Arrays.fill(lastBlock, (byte) ' ');
    System.arraycopy(json, from + whole * BLOCK, lastBlock, 0, (to - from) % BLOCK);
    index(lastBlock, 0, whole);
    quotes[blocks] = 0;
    return resolveEscapes()
        && (!hasForeign || checkUtf8())
        && ((notControl & Swar.TOPS) == Swar.TOPS || checkControl());
  }

  /** The place of the quote that closes the string opened at {@code open}, or -1. */
  int closing(int open) {
    int bit = open + 1 - from;
    int block = bit >>> 6;
    // The next 64 bits, whatever blocks they lie in: most strings end there, so the branch is
    // foreseen.
    long ahead = quotes[block] >>> bit | quotes[block + 1] << 1 << ~bit;
    return ahead != 0 ? open + 1 + Long.numberOfTrailingZeros(ahead) : closingBeyond(block + 1);
  }

  private int closingBeyond(int next) {
    for (int block = next; block < blocks; block++) {
      if (quotes[block] != 0) {
        return from + block * BLOCK + Long.numberOfTrailingZeros(quotes[block]);
      }
    }
    return -1;
  }

  /** Returns whether a backslash lies in {@code [start, end)}. */
  boolean escapes(int start, int end) {
    int bit = start - from;
    int block = bit >>> 6;
    long ahead = backslashes[block] & -1L << bit;
    int last = (end - from) >>> 6;
    while (ahead == 0 && block < last) {
      ahead = backslashes[++block];
    }
    return ahead != 0 && from + block * BLOCK + Long.numberOfTrailingZeros(ahead) < end;
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
    fault = null;
    notControl = -1;
    blocks = (to - from) / BLOCK + 1;
    if (blocks >= quotes.length) {
      quotes = new long[blocks + blocks / 2 + 1];
      backslashes = new long[quotes.length];
      foreign = new long[quotes.length / 64 + 1];
    }
    if (hasForeign) {
      Arrays.fill(foreign, 0);
      hasForeign = false;
    }
  }

  private void index(byte[] bytes, int in, int block) {
    long w0 = Swar.at(bytes, in);
    long w1 = Swar.at(bytes, in + 8);
    long w2 = Swar.at(bytes, in + 16);
    long w3 = Swar.at(bytes, in + 24);
    long w4 = Swar.at(bytes, in + 32);
    long w5 = Swar.at(bytes, in + 40);
    long w6 = Swar.at(bytes, in + 48);
    long w7 = Swar.at(bytes, in + 56);
    if (((w0 | w1 | w2 | w3 | w4 | w5 | w6 | w7) & Swar.TOPS) != 0) {
      foreign[block >>> 6] |= 1L << block;
      hasForeign = true;
      // A meaningless ASCII character in place of each that is not ASCII.
      w0 = Swar.onlyAscii(w0);
      w1 = Swar.onlyAscii(w1);
      w2 = Swar.onlyAscii(w2);
      w3 = Swar.onlyAscii(w3);
      w4 = Swar.onlyAscii(w4);
      w5 = Swar.onlyAscii(w5);
      w6 = Swar.onlyAscii(w6);
      w7 = Swar.onlyAscii(w7);
    }
    quotes[block] =
        Swar.transpose(
            Swar.equal(w0, QUOTE) >>> 7
                | Swar.equal(w1, QUOTE) >>> 6
                | Swar.equal(w2, QUOTE) >>> 5
                | Swar.equal(w3, QUOTE) >>> 4
                | Swar.equal(w4, QUOTE) >>> 3
                | Swar.equal(w5, QUOTE) >>> 2
                | Swar.equal(w6, QUOTE) >>> 1
                | Swar.equal(w7, QUOTE));
    backslashes[block] =
        Swar.transpose(
            Swar.equal(w0, BACKSLASH) >>> 7
                | Swar.equal(w1, BACKSLASH) >>> 6
                | Swar.equal(w2, BACKSLASH) >>> 5
                | Swar.equal(w3, BACKSLASH) >>> 4
                | Swar.equal(w4, BACKSLASH) >>> 3
                | Swar.equal(w5, BACKSLASH) >>> 2
                | Swar.equal(w6, BACKSLASH) >>> 1
                | Swar.equal(w7, BACKSLASH));
    notControl &=
        (w0 + BELOW_SPACE)
            & (w1 + BELOW_SPACE)
            & (w2 + BELOW_SPACE)
            & (w3 + BELOW_SPACE)
            & (w4 + BELOW_SPACE)
            & (w5 + BELOW_SPACE)
            & (w6 + BELOW_SPACE)
            & (w7 + BELOW_SPACE);
  }

  /** Takes the escaped quotes out, and checks the character after each escaping backslash. */
  private boolean resolveEscapes() {
    long escapedFirst = 0;
    for (int block = 0; block < blocks; block++) {
      long backslash = backslashes[block];
      long starts = backslash & ~escapedFirst;
      long odd = ((starts << 1 | ODD_BITS) - starts) ^ ODD_BITS;
      long escaped = odd ^ (backslash | escapedFirst);
      escapedFirst = (odd & backslash) >>> 63;
      quotes[block] &= ~escaped;
      if (!escapesAreGood(from + block * BLOCK, escaped)) {
        return false;
      }
    }
    return true;
  }

  private boolean escapesAreGood(int at, long escaped) {
    int kinds = 0;
    int last = to - 1;
    for (long rest = escaped; rest != 0; rest &= rest - 1) {
      kinds |= Escapes.kind(json[Math.min(at + Long.numberOfTrailingZeros(rest), last)]);
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

  private boolean checkUtf8() {
    int checked = from;
    for (int block = 0; block < blocks; block++) {
      int at = from + block * BLOCK;
      boolean pairCut = checked == at - 1;
      if (pairCut || (foreign[block >>> 6] >>> block & 1) != 0) {
        int pairs = checked > at || at + BLOCK > to ? -1 : Utf8.pairs(json, at, pairCut);
        int end = Math.min(at + BLOCK, to);
        checked =
            pairs >= 0 ? at + pairs : checkUtf8(pairCut ? checked : Math.max(at, checked), end);
        if (checked < 0) {
          return false;
        }
      }
    }
    return true;
  }

  private int checkUtf8(int from, int end) {
    int place = from;
    while (place < end) {
      if (json[place] >= 0) {
        boolean word = place + 8 <= end && (Swar.at(json, place) & Swar.TOPS) == 0;
        place += word ? 8 : 1;
        continue;
      }
      int length = Utf8.sequence(json, place, to);
      if (length == 0) {
        failed(Fault.INVALID_UTF8, place);
        return -1;
      }
      place += length;
    }
    return place;
  }

  private boolean checkControl() {
    long inside = 0;
    for (int at = from; at < to; at++) {
      int bit = at - from;
      inside ^= quotes[bit >>> 6] >>> bit & 1;
      if (inside != 0 && json[at] >= 0 && json[at] < ' ') {
        return failed(Fault.CONTROL_CHARACTER, at);
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
