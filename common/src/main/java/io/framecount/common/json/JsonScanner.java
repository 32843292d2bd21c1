package io.framecount.common.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over one JSON text without building anything: checks it as strictly as RFC 8259 is written
 * and says where values lie. First {@link #open} a text, then {@link #root} checks all of it; the
 * other methods look into values again that were found good.
 *
 * <p>Positions are places in the byte array; a method that returns one returns -1 if the text is
 * faulty there. Not thread-safe; allocates only to grow.
 */
public final class JsonScanner {
  private static final int TRUE = word("true");
  private static final int ALSE = word("alse");
  private static final int NULL = word("null");
  private static final int END = -128;
  private static final byte[] NAN = ascii("NaN");
  private static final byte[] INFINITY = ascii("Infinity");

  private final StringIndex index = new StringIndex();
  private final boolean[] inObject;
  private final IntStack repeated = new IntStack();
  private final boolean allowsNan;

  private byte[] json;
  private int to;
  private int depth;

  /** How many containers there are around a value that is passed over. */
  private int around = 1;

  private Fault fault;
  private int faultAt;

  /**
   * @param maxDepth how deep objects and arrays may be nested, the root object included
   */
  public JsonScanner(int maxDepth) {
    this(maxDepth, false);
  }

  /**
   * @param maxDepth as above
   * @param allowsNan whether NaN, Infinity and -Infinity are values too, as Python writes them
   */
  public JsonScanner(int maxDepth, boolean allowsNan) {
    inObject = new boolean[maxDepth + 1];
    this.allowsNan = allowsNan;
  }

  /** Begins with the text in {@code [from, to)}; false if it has a fault in its strings. */
  public boolean open(byte[] json, int from, int to) {
    this.json = json;
    this.to = to;
    if (index.build(json, from, to)) {
      fault = null;
      return true;
    }
    failed(index.fault(), index.faultAt());
    return false;
  }

  /**
   * Checks that the text is one object and nothing else, and finds its members as {@link #object}
   * does.
   *
   * @return where the object begins
   */
  public int root(int from, KeyTable keys, IntStack found, int base) {
    int start = space(from);
    boolean object = byteAt(start) == '{';
    return whole(start, object, object ? object(start, keys, found, base) : skip(start));
  }

  /**
   * Checks the same, and finds the members of a tree of names, in objects within the root too; the
   * last of several with one name wins, with all that is in it.
   *
   * @param found holds -1 for all slots of the tree
   */
  int root(int from, PathTree tree, IntStack found) {
    int start = space(from);
    boolean object = byteAt(start) == '{';
    return whole(start, object, object ? tree(start, tree, found, 1) : skip(start));
  }

  private int whole(int start, boolean object, int end) {
    if (end < 0) {
      return -1;
    }
    int rest = space(end);
    if (rest != to) {
      return failed(Fault.TRAILING_TEXT, rest);
    }
    return object ? start : failed(Fault.NOT_AN_OBJECT, start);
  }

  /**
   * Goes through the object that begins at {@code open}. Puts where the value of a member begins
   * into {@code found} at {@code base} plus the slot of its name; the last of several wins, and the
   * slot is {@link #repeated}. If {@code keys} keeps unknown members, pushes of each where its name
   * (at the quote) and its value begin, and where the value ends.
   *
   * @param base where {@code found} has room for all slots and the unknown one
   * @return the position after the object
   */
  public int object(int open, KeyTable keys, IntStack found, int base) {
    repeated.release(0);
    int at = space(open + 1);
    if (byteAt(at) == '}') {
      return at + 1;
    }
    while (true) {
      int close = closingOfKey(at);
      if (close < 0) {
        return -1;
      }
      int value = afterColon(close + 1);
      int end = value < 0 ? -1 : skip(value);
      if (end < 0) {
        return -1;
      }
      int slot = keys.slot(json, at + 1, close);
      put(found, base, slot, value, keys.unknown());
      if (keys.keepsUnknown() && slot == keys.unknown()) {
        pushMember(found, at, value, end);
      }
      at = space(end);
      int next = byteAt(at);
      if (next != ',') {
        return next == '}' ? at + 1 : failed(Fault.NO_COMMA_OR_BRACE, at);
      }
      at = space(at + 1);
    }
  }

  /**
   * Goes through the object at {@code open} and those in it that hold wanted members.
   *
   * @param level how deep the object lies; as deep as a path is long at most
   * @return the position after the object
   */
  private int tree(int open, PathTree tree, IntStack found, int level) {
    if (level >= inObject.length) {
      return failed(Fault.TOO_DEEP, open);
    }
    KeyTable keys = tree.keys();
    int at = space(open + 1);
    if (byteAt(at) == '}') {
      return at + 1;
    }
    while (true) {
      int close = closingOfKey(at);
      if (close < 0) {
        return -1;
      }
      int value = afterColon(close + 1);
      if (value < 0) {
        return -1;
      }
      int slot = keys.slot(json, at + 1, close);
      found.set(tree.base() + slot, value);
      int end = member(value, tree.within(slot), found, level);
      if (end < 0) {
        return -1;
      }
      at = space(end);
      int next = byteAt(at);
      if (next != ',') {
        return next == '}' ? at + 1 : failed(Fault.NO_COMMA_OR_BRACE, at);
      }
      at = space(at + 1);
    }
  }

  private int member(int value, PathTree within, IntStack found, int level) {
    if (within != null) {
      // What an earlier member of the same name had is gone with it.
      found.fill(within.base(), within.end(), -1);
      if (byteAt(value) == '{') {
        return tree(value, within, found, level + 1);
      }
    }
    around = level;
    int end = skip(value);
    around = 1;
    return end;
  }

  /**
   * Pushes of each member of the object at {@code open}, which was found good, where its name (at
   * the quote) and its value begin, and where the value ends.
   *
   * @return the position after the object
   */
  public int members(int open, IntStack found) {
    int at = space(open + 1);
    while (json[at] == '"') {
      int value = afterColon(index.closing(at) + 1);
      int end = skip(value);
      pushMember(found, at, value, end);
      int next = space(end);
      at = json[next] == ',' ? space(next + 1) : next;
    }
    return at + 1;
  }

  /**
   * Goes through the object at {@code open}, which was found good, as {@link #object} does, but for
   * a trial: names that are not wanted are not counted yet.
   *
   * @param onlyWanted whether the first name that is not wanted ends it
   * @param tried takes the names that are not wanted, unless they are kept
   * @return the position after the object, or how far it got
   */
  public int attempt(
      int open, KeyTable keys, IntStack found, int base, boolean onlyWanted, TriedNames tried) {
    repeated.release(0);
    int at = space(open + 1);
    while (json[at] == '"') {
      int close = index.closing(at);
      int value = afterColon(close + 1);
      int slot = keys.peek(json, at + 1, close);
      put(found, base, slot, value, keys.unknown());
      if (slot == keys.unknown() && onlyWanted) {
        return value;
      }
      int end = skip(value);
      if (slot == keys.unknown()) {
        if (keys.keepsUnknown()) {
          pushMember(found, at, value, end);
        } else {
          tried.add(keys, at);
        }
      }
      int next = space(end);
      at = json[next] == ',' ? space(next + 1) : next;
    }
    return at + 1;
  }

  /**
   * The slots of wanted names that the object looked through last has more than once, each as often
   * as a value of it gave way to the next.
   */
  public IntStack repeated() {
    return repeated;
  }

  /** Counts the names of attempts that were successes. */
  public void count(TriedNames tried) {
    tried.count(json, index);
  }

  /** The position after the value that begins at {@code at}. */
  public int skip(int at) {
    int first = byteAt(at);
    if (first == '"') {
      return string(at);
    }
    return first == '{' || first == '[' ? container(at) : scalar(at, first);
  }

  /** The position of the next byte that is not white space, or the end of the text. */
  public int space(int at) {
    int place = at;
    while (place < to && json[place] <= ' ' && isSpace(json[place])) {
      place++;
    }
    return place;
  }

  /** The closing quote of the string whose opening quote is at {@code open}. */
  public int closing(int open) {
    return index.closing(open);
  }

  /** Returns whether a string's raw text in {@code [start, end)} has escapes. */
  public boolean escapes(int start, int end) {
    return index.escapes(start, end);
  }

  public Fault fault() {
    return fault;
  }

  /** The position of the byte where the fault is. */
  public int faultAt() {
    return faultAt;
  }

  private void put(IntStack found, int base, int slot, int value, int unknown) {
    if (found.swap(base + slot, value) >= 0 && slot != unknown) {
      repeated.push(slot);
    }
  }

  private static void pushMember(IntStack found, int name, int value, int end) {
    found.push(name);
    found.push(value);
    found.push(end);
  }

  private int closingOfKey(int at) {
    if (byteAt(at) != '"') {
      return failed(Fault.NO_KEY, at);
    }
    int close = index.closing(at);
    return close < 0 ? failed(Fault.UNTERMINATED_STRING, at) : close;
  }

  private int afterColon(int afterKey) {
    int colon = space(afterKey);
    return byteAt(colon) == ':' ? space(colon + 1) : failed(Fault.NO_COLON, colon);
  }

  private int string(int at) {
    int close = index.closing(at);
    return close < 0 ? failed(Fault.UNTERMINATED_STRING, at) : close + 1;
  }

  private int scalar(int at, int first) {
    return switch (first) {
      case '-' -> allowsNan && byteAt(at + 1) == 'I' ? word(at, at + 1, INFINITY) : number(at);
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(at);
      case 't' -> literal(at, at, TRUE);
      case 'f' -> literal(at, at + 1, ALSE);
      case 'n' -> literal(at, at, NULL);
      default -> other(at, first);
    };
  }

  private int other(int at, int first) {
    if (allowsNan && (first == 'N' || first == 'I')) {
      return word(at, at, first == 'N' ? NAN : INFINITY);
    }
    return failed(Fault.NO_VALUE, at);
  }

  private int word(int at, int wordAt, byte[] word) {
    boolean good =
        to - wordAt >= word.length
            && Arrays.equals(json, wordAt, wordAt + word.length, word, 0, word.length);
    return good ? wordAt + word.length : failed(Fault.NO_VALUE, at);
  }

  private int literal(int at, int wordAt, int word) {
    boolean good = wordAt + 4 <= to && Swar.intAt(json, wordAt) == word;
    return good ? wordAt + 4 : failed(Fault.NO_VALUE, at);
  }

  private int number(int start) {
    int at = byteAt(start) == '-' ? start + 1 : start;
    at = byteAt(at) == '0' ? at + 1 : digits(at);
    if (at >= 0 && byteAt(at) == '.') {
      at = digits(at + 1);
    }
    if (at >= 0 && (byteAt(at) | 0x20) == 'e') {
      int sign = byteAt(at + 1);
      at = digits(sign == '+' || sign == '-' ? at + 2 : at + 1);
    }
    return at;
  }

  private int digits(int start) {
    int at = start;
    while (at < to && json[at] >= '0' && json[at] <= '9') {
      at++;
    }
    return at == start ? failed(Fault.BAD_NUMBER, at) : at;
  }

  /** An object or array in the root object, without recursion, so that depth costs no stack. */
  private int container(int start) {
    depth = around;
    int at = start;
    do {
      at = isOpening(byteAt(at)) ? enter(at) : next(skip(at));
    } while (at >= 0 && depth > around);
    return at;
  }

  /** Goes into a container, to its first value; past it, if it is empty. */
  private int enter(int open) {
    if (++depth >= inObject.length) {
      return failed(Fault.TOO_DEEP, open);
    }
    inObject[depth] = byteAt(open) == '{';
    int inside = space(open + 1);
    return byteAt(inside) == closingBracket() ? next(inside) : value(inside);
  }

  /** Goes on after a value, to the next one, out of all containers that end there. */
  private int next(int afterValue) {
    int at = afterValue;
    while (at >= 0 && depth > around) {
      at = space(at);
      int found = byteAt(at);
      if (found == ',') {
        return value(space(at + 1));
      }
      if (found != closingBracket()) {
        return failed(inObject[depth] ? Fault.NO_COMMA_OR_BRACE : Fault.NO_COMMA_OR_BRACKET, at);
      }
      at++;
      depth--;
    }
    return at;
  }

  private int value(int at) {
    return inObject[depth] ? memberValue(at) : at;
  }

  private int closingBracket() {
    return inObject[depth] ? '}' : ']';
  }

  private int memberValue(int key) {
    int close = closingOfKey(key);
    return close < 0 ? -1 : afterColon(close + 1);
  }

  private static boolean isOpening(int b) {
    return b == '{' || b == '[';
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  private int byteAt(int at) {
    return at < to ? json[at] : END;
  }

  private int failed(Fault what, int where) {
    fault = what;
    faultAt = where;
    return -1;
  }

  private static int word(String ascii) {
    return Swar.intAt(ascii(ascii), 0);
  }

  private static byte[] ascii(String word) {
    return word.getBytes(StandardCharsets.US_ASCII);
  }
}
