package io.framecount.loader.generate;

import io.framecount.loader.generate.Frame.Damage;
import io.framecount.loader.generate.StreamPlan.LineEnd;
import java.nio.charset.StandardCharsets;

/**
 * Writes a frame as one line of JSON: about 30 members at the root, {@code uid} and {@code ts}
 * somewhere among them, and values nested up to {@value #MAX_DEPTH} deep, in which both names occur
 * again and mean nothing. Members are added until the frame is about 2 KB long. Thread-safe.
 */
final class FrameWriter {
  private static final int FULL_BYTES = 2_050;
  private static final int MAX_DEPTH = 8;
  private static final int MAX_CHILDREN = 20;
  private static final int LAST_PLACE = Integer.MAX_VALUE;

  private static final byte[] UID = ascii("\"uid\"");
  private static final byte[] TS = ascii("\"ts\"");
  private static final byte[] NOT_TEXT = ascii("{\"id\":7}");
  private static final byte[] NOT_A_TIME = ascii("\"before the rain\"");
  // More than 64 bits: too late in any unit.
  private static final byte[] OUT_OF_RANGE = ascii("9999999999999999999999999999");
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] NULL = ascii("null");
  private static final byte[] EMPTY_ARRAY = ascii("[]");
  private static final byte[] EMPTY_OBJECT = ascii("{}");

  private final Vocabulary vocabulary;
  private final String lineEnd;

  FrameWriter(Vocabulary vocabulary, LineEnd lineEnd) {
    this.vocabulary = vocabulary;
    this.lineEnd = lineEnd.text();
  }

  void write(Frame frame, SplitMix random, Bytes out) {
    int start = out.length();
    root(frame, random, out, start + FULL_BYTES);
    if (frame.damage() == Damage.TRUNCATED) {
      out.truncate(start + 1 + random.below(out.length() - start - 1));
    }
    out.addLatin1(lineEnd);
  }

  private void root(Frame frame, SplitMix random, Bytes out, int full) {
    int uidPlace = place(random);
    int tsPlace = place(random);
    out.add('{');
    int at = 0;
    for (; out.length() < full; at++) {
      if (at == uidPlace) {
        uid(frame, out);
      }
      if (at == tsPlace) {
        ts(frame, out);
      }
      name(vocabulary.key(random), out);
      value(random, out, 1, full);
    }
    if (tsPlace >= at) {
      ts(frame, out);
    }
    if (uidPlace >= at) {
      uid(frame, out);
    }
    out.addLatin1(frame.damage().close());
  }

  private static int place(SplitMix random) {
    return random.below(16) == 0 ? LAST_PLACE : random.below(8);
  }

  private static void uid(Frame frame, Bytes out) {
    switch (frame.damage()) {
      case NO_UID -> {}
      case UID_NOT_TEXT -> {
        name(UID, out);
        out.add(NOT_TEXT);
      }
      default -> {
        name(UID, out);
        userId(frame.user(), out);
      }
    }
  }

  private static void ts(Frame frame, Bytes out) {
    if (frame.damage() == Damage.NO_TS) {
      return;
    }
    name(TS, out);
    switch (frame.damage()) {
      case TS_NOT_A_TIME -> out.add(NOT_A_TIME);
      case TS_OUT_OF_RANGE -> out.add(OUT_OF_RANGE);
      default -> out.addDecimal(frame.second());
    }
  }

  /** 19 hexadecimal digits, sometimes 20; the first 16 are the user's alone. */
  private static void userId(int user, Bytes out) {
    long head = SplitMix.mix(user);
    long tail = SplitMix.mix(head);
    out.add('"');
    out.addHex(head, 16);
    out.addHex(tail, (tail & 0xf) == 0 ? 4 : 3);
    out.add('"');
  }

  private static void name(byte[] key, Bytes out) {
    separate(out);
    out.add(key);
    out.add(':');
  }

  private static void separate(Bytes out) {
    byte last = out.last();
    if (last != '{' && last != '[') {
      out.add(',');
    }
  }

  private void value(SplitMix random, Bytes out, int depth, int full) {
    int kind = random.below(100);
    if (kind < 67) {
      out.add(vocabulary.text(random));
    } else if (kind < 71) {
      integer(random, out);
    } else if (kind < 75) {
      fraction(random, out);
    } else if (kind < 79) {
      out.add(random.below(2) == 0 ? TRUE : FALSE);
    } else if (kind < 80) {
      out.add(NULL);
    } else if (kind < 88 || depth == MAX_DEPTH) {
      out.add(EMPTY_ARRAY);
    } else if (kind < 96) {
      out.add(EMPTY_OBJECT);
    } else if (kind < 98) {
      array(random, out, depth, full);
    } else {
      object(random, out, depth, full);
    }
  }

  private static void integer(SplitMix random, Bytes out) {
    out.addDecimal(random.below(8) == 0 ? random.next() >> 16 : random.below(256));
  }

  private static void fraction(SplitMix random, Bytes out) {
    boolean small = random.below(8) == 0;
    out.add(small ? '7' : '0');
    out.add('.');
    out.addDigits(random.below(1_000_000), 6);
    if (small) {
      out.add('e');
      out.add('-');
      out.addDecimal(random.below(20));
    }
  }

  private void array(SplitMix random, Bytes out, int depth, int full) {
    out.add('[');
    for (int left = 1 + random.below(MAX_CHILDREN); left > 0 && out.length() < full; left--) {
      separate(out);
      value(random, out, depth + 1, full);
    }
    out.add(']');
  }

  private void object(SplitMix random, Bytes out, int depth, int full) {
    out.add('{');
    for (int left = 1 + random.below(MAX_CHILDREN); left > 0 && out.length() < full; left--) {
      name(nestedKey(random), out);
      value(random, out, depth + 1, full);
    }
    out.add('}');
  }

  private byte[] nestedKey(SplitMix random) {
    return switch (random.below(24)) {
      case 0 -> UID;
      case 1 -> TS;
      default -> vocabulary.key(random);
    };
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
