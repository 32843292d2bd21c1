package io.framecount.common.input.shape;

import java.util.Arrays;

/**
 * Cuts a text of JSON objects that are not on lines of their own into one piece for each object:
 * objects one after the other, over several lines, behind record separators (RFC 7464), or in one
 * array, of which every element is a piece. It follows strings and brackets only, so that a piece
 * may be anything; whoever scans it has to be strict. What lies between objects and is neither
 * white space nor part of an array is a piece of its own, and so is an object without an end, up to
 * where the next one must have begun.
 *
 * <p>The text comes in parts that lie in one array: {@link #cut} is called with all bytes so far,
 * and {@link #shift} when those in front were taken away. Not thread-safe; allocates only for
 * nesting deeper than any before.
 */
public final class ObjectCutter {
  private static final int RECORD_SEPARATOR = 0x1e;

  /** Deeper, it is no longer known what an end closes. */
  private static final int DEEPEST = 1 << 16;

  /** So much of a name is enough to know how the objects of an input begin. */
  private static final int NAME_KEPT = 64;

  /** Far enough in front of the bytes at hand. */
  private static final int FAR = -(1 << 30);

  private static final int NO_INDENT = -1;

  private enum Piece {
    NONE,
    /** An object, or an array or a string within an array: it ends where its brackets do. */
    BALANCED,
    /** A number or a word within an array, or what is no JSON at all. */
    LOOSE
  }

  private boolean inArray;
  private Piece piece = Piece.NONE;
  private int at;
  private int start;
  private int end;

  /** Whether all of a loose piece are zero bytes. */
  private boolean padding;

  // Within a balanced piece:
  private boolean[] objects = new boolean[64];
  private int depth;
  private boolean inString;
  private boolean escaped;
  private boolean inWord;

  /** Whether a value has ended, and no comma or bracket came since. */
  private boolean valueDone;

  /** Whether it is no JSON for sure, so that strings may be taken for what lies between them. */
  private boolean lost;

  private final byte[] name = new byte[NAME_KEPT];
  private int nameLength;
  private boolean nameKnown;

  /** The last bytes that say what may follow: once it is lost, the last that are no blanks. */
  private int last;

  private int beforeLast;

  // Of the present line:
  private boolean onlyBlanks = true;
  private int indent;
  private int ownIndent = NO_INDENT;

  /**
   * @param inArray whether the text begins within an array
   * @param inLine whether it begins within a line
   */
  public ObjectCutter(boolean inArray, boolean inLine) {
    this.inArray = inArray;
    onlyBlanks = !inLine;
  }

  /**
   * Goes on to the end of the next piece.
   *
   * @param to the end of the bytes so far
   * @param all whether the input ends there
   * @return whether a piece has ended; if not, more bytes are needed
   */
  public boolean cut(byte[] bytes, int to, boolean all) {
    if (piece == Piece.NONE && !begin(bytes, to, all)) {
      return false;
    }
    boolean ended = piece == Piece.BALANCED ? balanced(bytes, to, all) : loose(bytes, to);
    if (ended) {
      piece = Piece.NONE;
    }
    return ended;
  }

  /** Ends the piece that the input's end has cut, or that needs no end of its own. */
  public void finish(byte[] bytes, int to) {
    end = to;
    while (end > start && (isSpace(bytes[end - 1]) || bytes[end - 1] == 0)) {
      end--;
    }
    if (inArray && lost && end > start && bytes[end - 1] == ']') {
      inArray = false;
      end = trimmed(bytes, end - 1);
    }
    piece = Piece.NONE;
  }

  /** Where the last piece, or the present one, begins. */
  public int start() {
    return start;
  }

  /** The end of the last piece. */
  public int end() {
    return end;
  }

  /** All before it was looked at. */
  public int at() {
    return at;
  }

  /** Returns whether a piece has begun and not ended. */
  public boolean isOpen() {
    return piece != Piece.NONE;
  }

  /** Returns whether the open piece needs no end of its own. */
  public boolean endsAnywhere() {
    return piece == Piece.LOOSE;
  }

  /** Returns whether the open piece is zero bytes only, which were reserved for more. */
  public boolean isPadding() {
    return piece == Piece.LOOSE && padding;
  }

  /** Returns whether this place is within an array. */
  public boolean inArray() {
    return inArray;
  }

  /** Takes away so many bytes in front. */
  public void shift(int bytes) {
    at -= bytes;
    start = Math.max(FAR, start - bytes);
  }

  /** Passes over what is between pieces; returns whether one begins. */
  private boolean begin(byte[] bytes, int to, boolean all) {
    while (at < to) {
      byte b = bytes[at];
      boolean opensArray = b == '[' && !inArray;
      if (isSpace(b) || b == RECORD_SEPARATOR) {
        pass(b);
      } else if (b == (byte) 0xef && to - at < 3 && !all) {
        return false;
      } else if (JsonText.isMark(bytes, at, to)) {
        at += 3;
      } else if (opensArray || (inArray && (b == ',' || b == ']'))) {
        inArray = b != ']';
        pass(b);
      } else {
        open(b);
        return true;
      }
    }
    return false;
  }

  private void pass(byte b) {
    if (b == '\n') {
      onlyBlanks = true;
      indent = 0;
    } else if (b == ' ' || b == '\t') {
      indent++;
    } else if (b != '\r' && b != RECORD_SEPARATOR) {
      onlyBlanks = false;
    }
    at++;
  }

  private void open(byte first) {
    start = at;
    boolean balanced = first == '{' || (inArray && (first == '[' || first == '"'));
    piece = balanced ? Piece.BALANCED : Piece.LOOSE;
    padding = true;
    ownIndent = onlyBlanks ? indent : NO_INDENT;
    depth = 0;
    inString = false;
    escaped = false;
    inWord = false;
    valueDone = false;
    lost = false;
    nameLength = 0;
    nameKnown = false;
    last = 0;
    beforeLast = 0;
  }

  private boolean loose(byte[] bytes, int to) {
    while (at < to) {
      byte b = bytes[at];
      boolean delimits = inArray && (b == ',' || b == ']' || isSpace(b));
      if (at > start && (delimits || b == '{' || b == RECORD_SEPARATOR)) {
        end = trimmed(bytes, at);
        return true;
      }
      padding = padding && b == 0;
      pass(b);
    }
    return false;
  }

  private boolean balanced(byte[] bytes, int to, boolean all) {
    while (at < to) {
      if (inString && nameKnown && !lost && !escaped) {
        passPlain(bytes, to);
        if (at == to) {
          return false;
        }
      }
      byte b = bytes[at];
      if (b == RECORD_SEPARATOR) {
        end = trimmed(bytes, at);
        return true;
      }
      if (b == '{' && depth > 0 && (lost || !inString)) {
        if (!all && to - at < nameLength && !mayStandHere()) {
          return false;
        }
        if (beginsAnother(bytes, to)) {
          end = trimmed(bytes, at);
          return true;
        }
      }
      if (!nameKnown) {
        keepName(b);
      }
      if (inString) {
        string(b);
      } else {
        structure(b);
      }
      if (lost && !isSpace(b)) {
        beforeLast = last;
        last = b;
      }
      pass(b);
      if (depth == 0 && !inString && valueDone) {
        end = at;
        return true;
      }
    }
    return false;
  }

  /** Passes over what a string is made of for the most part. */
  private void passPlain(byte[] bytes, int to) {
    int i = at;
    while (i < to && bytes[i] != '"' && bytes[i] != '\\' && (bytes[i] >= ' ' || bytes[i] < 0)) {
      i++;
    }
    at = i;
  }

  /**
   * Returns whether an object that begins here, within another, is one of its own, because the
   * other lacks its end: it stands where none may stand, and as the other stood.
   */
  private boolean beginsAnother(byte[] bytes, int to) {
    if (!lost && inObject() && valueDone && last == ':') {
      return true;
    }
    if (mayStandHere()) {
      return false;
    }
    boolean behindAnObject = last == ',' && (!lost || beforeLast == '}');
    return (onlyBlanks && indent == ownIndent)
        || ((behindAnObject || (lost && last == '}'))
            && nameKnown
            && to - at >= nameLength
            && Arrays.equals(name, 0, nameLength, bytes, at, at + nameLength));
  }

  private boolean mayStandHere() {
    return !lost && !valueDone && (last == ':' || !inObject());
  }

  /** Notes how the piece begins, up to the end of its first name. */
  private void keepName(byte b) {
    nameKnown = inString && !escaped && b == '"';
    if (nameLength < NAME_KEPT) {
      name[nameLength++] = b;
    } else {
      nameKnown = true;
    }
  }

  private void string(byte b) {
    if (b == '\n') {
      // No string goes over lines, so one must have ended before.
      lost = true;
      inString = false;
    } else if (escaped) {
      escaped = false;
    } else if (b == '\\') {
      escaped = true;
    } else if (b == '"') {
      inString = false;
      valueDone = true;
    }
  }

  private void structure(byte b) {
    boolean goesOn = inWord;
    inWord = false;
    switch (b) {
      case '"' -> {
        lost |= valueDone;
        inString = true;
        escaped = false;
      }
      case '{', '[' -> {
        lost |= valueDone;
        push(b == '{');
      }
      case '}', ']' -> {
        lost |= depth == 0 || inObject() != (b == '}');
        depth = Math.max(0, depth - 1);
        valueDone = true;
        if (!lost) {
          last = ':';
        }
      }
      case ',', ':' -> {
        valueDone = false;
        if (!lost) {
          last = b;
        }
      }
      case ' ', '\t', '\r', '\n' -> {}
      default -> {
        lost |= valueDone && !goesOn;
        inWord = true;
        valueDone = true;
      }
    }
  }

  private void push(boolean object) {
    if (depth < DEEPEST) {
      if (depth == objects.length) {
        objects = Arrays.copyOf(objects, 2 * depth);
      }
      objects[depth] = object;
    }
    depth++;
    valueDone = false;
    if (!lost) {
      last = object ? '{' : '[';
    }
  }

  private boolean inObject() {
    return depth > 0 && depth <= DEEPEST && objects[depth - 1];
  }

  private int trimmed(byte[] bytes, int to) {
    int trimmed = to;
    while (trimmed > Math.max(0, start) && isSpace(bytes[trimmed - 1])) {
      trimmed--;
    }
    return trimmed;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
