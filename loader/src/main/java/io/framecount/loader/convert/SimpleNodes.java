package io.framecount.loader.convert;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.framecount.common.json.StringText;
import io.framecount.loader.convert.Rejection.Reason;
import io.framecount.loader.convert.stored.Precision;
import java.util.stream.Stream;

/** Nodes of the types that need few lines each. */
final class SimpleNodes {
  private SimpleNodes() {}

  /** Avro null, which is no bytes. */
  record NullNode() implements Node {
    @Override
    public boolean encode(LineState line, int at, AvroBuffer out) {
      return line.first(at) == 'n' || line.fail(Reason.WRONG_TYPE, at, this);
    }

    @Override
    public int kinds() {
      return Kinds.NULL;
    }

    @Override
    public String expected() {
      return "null";
    }
  }

  /**
   * Avro boolean.
   *
   * @param lenient whether numbers and texts may stand for it
   * @param recast counts those that do; null to refuse them
   */
  record BooleanNode(boolean lenient, ChangeLog.Site recast) implements Node {
    private static final byte[][] TRUE = words("true", "t", "yes", "y", "on", "1");
    private static final byte[][] FALSE = words("false", "f", "no", "n", "off", "0");

    @Override
    public boolean encode(LineState line, int at, AvroBuffer out) {
      byte first = line.first(at);
      boolean fits = first == 't' || first == 'f';
      if (!fits && lenient && !line.exact) {
        return encodeOther(line, at, out);
      }
      out.writeBoolean(first == 't');
      return fits || line.fail(Reason.WRONG_TYPE, at, this);
    }

    private boolean encodeOther(LineState line, int at, AvroBuffer out) {
      boolean isTrue;
      boolean isFalse;
      if (line.isNumber(at)) {
        boolean whole =
            line.number.read(line.json(), at, line.scanner.skip(at))
                && line.number.scaled(0, false) == null;
        isTrue = whole && line.number.value() == 1;
        isFalse = whole && line.number.value() == 0;
      } else {
        if (!line.readText(at, this)) {
          return false;
        }
        isTrue = isOneOf(TRUE, line.text);
        isFalse = isOneOf(FALSE, line.text);
      }
      out.writeBoolean(isTrue);
      return (isTrue || isFalse)
          ? line.change(recast, Reason.WRONG_TYPE, at, this)
          : line.fail(Reason.WRONG_TYPE, at, this);
    }

    private static boolean isOneOf(byte[][] words, StringText text) {
      for (byte[] word : words) {
        if (word.length == text.length() && isWord(word, text)) {
          return true;
        }
      }
      return false;
    }

    private static boolean isWord(byte[] word, StringText text) {
      for (int i = 0; i < word.length; i++) {
        byte b = text.bytes()[text.start() + i];
        if (word[i] != (b >= 'A' && b <= 'Z' ? b | 0x20 : b)) {
          return false;
        }
      }
      return true;
    }

    private static byte[][] words(String... words) {
      return Stream.of(words).map(word -> word.getBytes(US_ASCII)).toArray(byte[][]::new);
    }

    @Override
    public int kinds() {
      return lenient ? Kinds.BOOLEAN | Kinds.NUMBER | Kinds.STRING : Kinds.BOOLEAN;
    }

    @Override
    public String expected() {
      return "true or false";
    }
  }

  /**
   * Avro int or long: a number without a fraction (1.0 and 1e3 have none), or one in a string.
   *
   * @param lowest the smallest value, inclusive
   * @param highest the largest value, inclusive
   */
  record WholeNode(long lowest, long highest) implements Node {
    static final WholeNode INT = new WholeNode(Integer.MIN_VALUE, Integer.MAX_VALUE);
    static final WholeNode LONG = new WholeNode(Long.MIN_VALUE, Long.MAX_VALUE);

    @Override
    public boolean encode(LineState line, int at, AvroBuffer out) {
      if (!line.readWhole(at, this)) {
        return false;
      }
      long value = line.number.value();
      if (value < lowest || value > highest) {
        return line.fail(Reason.OUT_OF_RANGE, at, this);
      }
      out.writeLong(value);
      return true;
    }

    @Override
    public int kinds() {
      return Kinds.NUMBER | Kinds.STRING;
    }

    @Override
    public String expected() {
      return "a whole number from %d to %d".formatted(lowest, highest);
    }
  }

  /** Avro date: a string such as {@code 2016-07-11}, or the number of days since 1970-01-01. */
  record DateNode() implements Node {
    @Override
    public boolean encode(LineState line, int at, AvroBuffer out) {
      if (line.first(at) == '"') {
        if (!line.readText(at, this)) {
          return false;
        }
        if (line.time.readDate(line.text.bytes(), line.text.start(), line.text.end())) {
          long days = line.time.days();
          out.writeLong(days);
          return days == (int) days || line.fail(Reason.OUT_OF_RANGE, at, this);
        }
        if (!line.readNumber(at, this)) {
          return line.fail(Reason.BAD_TIME, at, this);
        }
      }
      return WholeNode.INT.encode(line, at, out);
    }

    @Override
    public int kinds() {
      return Kinds.NUMBER | Kinds.STRING;
    }

    @Override
    public String expected() {
      return "a date such as 2016-07-11, or days since 1970-01-01";
    }
  }

  /**
   * Avro string: a JSON string, or the text of a number by the rules of the counter, so that both
   * take 42 for the user "42". A whole number keeps its text; any other becomes the text of the
   * nearest double.
   *
   * @param rounded counts numbers that lost digits; null to refuse them
   */
  record StringNode(ChangeLog.Site rounded) implements Node {
    private static final byte[] ZERO = {'0'};

    @Override
    public boolean encode(LineState line, int at, AvroBuffer out) {
      if (line.isNumber(at) && !line.exact) {
        return encodeNumber(line, at, out);
      }
      if (!line.readText(at, this)) {
        return false;
      }
      StringText text = line.text;
      out.writeBytes(text.bytes(), text.start(), text.length());
      return true;
    }

    private boolean encodeNumber(LineState line, int at, AvroBuffer out) {
      if (!line.readNumber(at, this)) {
        return false;
      }
      if (line.number.isWhole()) {
        boolean zero = line.number.isZero();
        out.writeBytes(
            zero ? ZERO : line.json(), zero ? 0 : at, zero ? 1 : line.scanner.skip(at) - at);
        return true;
      }
      double value = Precision.toDouble(line.number);
      if (Double.isInfinite(value) || (value == 0 && !line.number.isZero())) {
        return line.fail(Reason.OUT_OF_RANGE, at, this);
      }
      byte[] text = Precision.text(value).getBytes(US_ASCII);
      out.writeBytes(text, 0, text.length);
      return Precision.keeps(line.number, value, true)
          || line.change(rounded, Reason.INEXACT, at, this);
    }

    @Override
    public int kinds() {
      return Kinds.STRING | Kinds.NUMBER;
    }

    @Override
    public String expected() {
      return "a string";
    }
  }

  /** Takes any JSON value and keeps its text in an Avro string. */
  record RawJsonNode() implements Node {
    @Override
    public boolean encode(LineState line, int at, AvroBuffer out) {
      out.writeBytes(line.json(), at, line.scanner.skip(at) - at);
      return true;
    }

    @Override
    public int kinds() {
      return Kinds.NULL | Kinds.BOOLEAN | Kinds.NUMBER | Kinds.STRING | Kinds.OBJECT | Kinds.ARRAY;
    }

    @Override
    public String expected() {
      return "any value";
    }
  }

  /** Avro array, in one block. */
  record ArrayNode(Node items) implements Node {
    @Override
    public boolean encode(LineState line, int at, AvroBuffer out) {
      if (line.first(at) != '[') {
        return line.fail(Reason.WRONG_TYPE, at, this);
      }
      int start = out.length();
      long count = 0;
      int item = line.scanner.space(at + 1);
      while (line.first(item) != ']') {
        if (!items.encode(line, item, out)) {
          return line.waste(item - at);
        }
        count++;
        int next = line.scanner.space(line.scanner.skip(item));
        item = line.first(next) == ',' ? line.scanner.space(next + 1) : next;
      }
      out.closeBlock(start, count);
      return true;
    }

    @Override
    public int kinds() {
      return Kinds.ARRAY;
    }

    @Override
    public String expected() {
      return "an array";
    }
  }

  /**
   * Avro map, in one block, in the order of the JSON members.
   *
   * @param replaced counts members whose name came again; null if none may
   */
  record MapNode(Node values, ChangeLog.Site replaced) implements Node {
    private static final StringNode NAME = new StringNode(ChangeLog.UNCOUNTED);

    @Override
    public boolean encode(LineState line, int at, AvroBuffer out) {
      return encode(line, at, out, false);
    }

    /**
     * The name of a tag, "map", would else pass for a key, and the map for a record of defaults.
     */
    @Override
    public boolean encodeBranch(LineState line, int at, AvroBuffer out) {
      return encode(line, at, out, true);
    }

    private boolean encode(LineState line, int at, AvroBuffer out, boolean asBranch) {
      if (line.first(at) != '{') {
        return line.fail(Reason.WRONG_TYPE, at, this);
      }
      int from = line.stack.size();
      int end = line.scanner.members(at, line.stack);
      boolean fits =
          Members.encode(line, from, values, asBranch, NAME, replaced, out) || line.waste(end - at);
      line.stack.release(from);
      return fits;
    }

    @Override
    public int kinds() {
      return Kinds.OBJECT;
    }

    @Override
    public String expected() {
      return "an object";
    }
  }
}
